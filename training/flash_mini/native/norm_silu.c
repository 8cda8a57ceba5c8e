/* silu(a x + b) for bfloat16 pictures whose channels lie next to each other, where a and b hold a group normalisation and what scales and shifts it.

   x, y and their gradients are [n, p, c] in bfloat16; a, b and sums over places are [n, c] in float32. Each picture is read twice while it is in the cache;
   PyTorch's own operations write it to memory after each of about seven. */
#include <math.h>
#include <stdint.h>

enum { MOST_CHANNELS = 1024 };

static inline float wide(uint16_t value) {
    union { uint32_t bits; float number; } both = { .bits = (uint32_t)value << 16 };
    return both.number;
}

/* To the nearest, ties to even. */
static inline uint16_t narrow(float value) {
    union { float number; uint32_t bits; } both = { .number = value };
    return (uint16_t)((both.bits + 0x7FFF + ((both.bits >> 16) & 1)) >> 16);
}

/* The clamp keeps expf finite: fast division turns 1 / infinity into no number. */
static inline float sigmoid(float z) {
    return 1 / (1 + expf(z < -80 ? 80 : -z));
}

/* Sums of x and of its square over all places. */
void moments(const uint16_t *x, float *sums, float *squares, int n, int p, int c, int threads) {
#pragma omp parallel for num_threads(threads)
    for (int i = 0; i < n; i++) {
        float sum[MOST_CHANNELS] = {0}, square[MOST_CHANNELS] = {0};
        const uint16_t *row = x + (long)i * p * c;
        for (int j = 0; j < p; j++, row += c)
            for (int k = 0; k < c; k++) {
                float value = wide(row[k]);
                sum[k] += value;
                square[k] += value * value;
            }
        for (int k = 0; k < c; k++) {
            sums[(long)i * c + k] = sum[k];
            squares[(long)i * c + k] = square[k];
        }
    }
}

void forward(const uint16_t *x, const float *a, const float *b, uint16_t *y, int n, int p, int c, int threads) {
#pragma omp parallel for num_threads(threads)
    for (int i = 0; i < n; i++) {
        const float *scale = a + (long)i * c, *offset = b + (long)i * c;
        const uint16_t *from = x + (long)i * p * c;
        uint16_t *to = y + (long)i * p * c;
        for (int j = 0; j < p; j++, from += c, to += c)
            for (int k = 0; k < c; k++) {
                float z = scale[k] * wide(from[k]) + offset[k];
                to[k] = narrow(z * sigmoid(z));
            }
    }
}

static inline float through_silu(float z, float wanted) {
    float s = sigmoid(z);
    return wanted * s * (1 + z * (1 - s));
}

/* With z = a x + b and L the loss: sums over places of dL/dz and of x dL/dz. */
void backward_sums(const uint16_t *x, const uint16_t *gradient, const float *a, const float *b, float *sums, float *products, int n, int p, int c, int threads) {
#pragma omp parallel for num_threads(threads)
    for (int i = 0; i < n; i++) {
        float sum[MOST_CHANNELS] = {0}, product[MOST_CHANNELS] = {0};
        const float *scale = a + (long)i * c, *offset = b + (long)i * c;
        const uint16_t *row = x + (long)i * p * c, *wanted = gradient + (long)i * p * c;
        for (int j = 0; j < p; j++, row += c, wanted += c)
            for (int k = 0; k < c; k++) {
                float value = wide(row[k]), to_z = through_silu(scale[k] * value + offset[k], wide(wanted[k]));
                sum[k] += to_z;
                product[k] += value * to_z;
            }
        for (int k = 0; k < c; k++) {
            sums[(long)i * c + k] = sum[k];
            products[(long)i * c + k] = product[k];
        }
    }
}

/* dL/dx = a dL/dz + slope x + shift, the last two from what x does to the group's mean and variance. */
void backward(const uint16_t *x, const uint16_t *gradient, const float *a, const float *b, const float *slope, const float *shift, uint16_t *to_x,
              int n, int p, int c, int threads) {
#pragma omp parallel for num_threads(threads)
    for (int i = 0; i < n; i++) {
        const float *scale = a + (long)i * c, *offset = b + (long)i * c, *along = slope + (long)i * c, *constant = shift + (long)i * c;
        const uint16_t *row = x + (long)i * p * c, *wanted = gradient + (long)i * p * c;
        uint16_t *to = to_x + (long)i * p * c;
        for (int j = 0; j < p; j++, row += c, wanted += c, to += c)
            for (int k = 0; k < c; k++) {
                float value = wide(row[k]);
                to[k] = narrow(scale[k] * through_silu(scale[k] * value + offset[k], wide(wanted[k])) + along[k] * value + constant[k]);
            }
    }
}
