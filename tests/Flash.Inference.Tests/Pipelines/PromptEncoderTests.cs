using Flash.Inference.Models;
using Flash.Inference.Pipelines;

namespace Flash.Inference.Tests.Pipelines;

public sealed class PromptEncoderTests : IDisposable
{
    private readonly DiffusionModel _model = TinyModel.Load("current");
    private readonly RunControl _control = new(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _control.Dispose();
        _model.Dispose();
    }

    [Fact]
    public void A_short_prompt_is_encoded_as_ever() =>
        Assert.Equal(
            _model.TextEncoder.Encode(_model.Tokenizer.Encode("the red cat"), _control).Values,
            Encode("the red cat").Values
        );

    [Fact]
    public void A_long_prompt_is_encoded_window_by_window_and_no_word_is_lost()
    {
        // 75 tokens fill the first window, so that the last words are alone in a second one.
        var first = string.Join(' ', Enumerable.Repeat("cat", 75));
        var embeds = Encode(first + " the red");

        Assert.Equal(154, embeds.Tokens);
        Assert.Equal([.. Encode(first).Values, .. Encode("the red").Values], embeds.Values);
        Assert.NotEqual(embeds.Values, Encode(first + " the").Values);
    }

    [Fact]
    public void A_negative_prompt_has_as_many_tokens_as_the_prompt()
    {
        var (prompts, negative) = _model.Prompts.Encode(
            [string.Join(' ', Enumerable.Repeat("cat", 100)), "cat"],
            "red",
            _control
        );

        Assert.NotNull(negative);
        Assert.Equal([154, 154, 154], prompts.Append(negative).Select(embeds => embeds.Tokens));
        Assert.Equal([.. Encode("red").Values, .. Encode("").Values], negative.Values);
    }

    [Fact]
    public void Of_a_very_long_prompt_neighbouring_windows_are_averaged()
    {
        // 32 windows in 16 places: two in each. The words of a pair are seen half each.
        var windows = Enumerable
            .Range(0, 32)
            .Select(i => string.Join(' ', Enumerable.Repeat(i % 2 == 0 ? "cat" : "red", 75)))
            .ToArray();

        var embeds = Encode(string.Join(' ', windows));

        Assert.Equal(16 * 77, embeds.Tokens);
        var (cat, red) = (Encode(windows[0]).Values, Encode(windows[1]).Values);
        for (var i = 0; i < embeds.Values.Length; i++)
        {
            Assert.Equal((cat[i % cat.Length] + red[i % cat.Length]) / 2, embeds.Values[i], 1e-5f);
        }
    }

    [Theory]
    [InlineData(17)]
    [InlineData(23)]
    [InlineData(100)]
    public void However_many_windows_share_a_place_their_shares_add_up_to_one(int windows)
    {
        var embeds = Encode(string.Join(' ', Enumerable.Repeat("cat", 75 * windows)));

        var one = Encode(string.Join(' ', Enumerable.Repeat("cat", 75))).Values;
        Assert.Equal(16 * 77, embeds.Tokens);
        Assert.All(embeds.Values.Select((value, i) => (value, i)), pair =>
            Assert.Equal(one[pair.i % one.Length], pair.value, 1e-5f)
        );
    }

    [Fact]
    public void A_prompt_of_131072_tokens_is_encoded_in_bounded_memory_and_one_more_is_refused()
    {
        var longest = string.Join(' ', Enumerable.Repeat("cat", 131_072));
        using var model = TinyModel.Load("current");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var embeds = model.Prompts.Encode([longest], null, _control).Pictures[0];

        // The embeds of all its windows would be 8 MB in this tiny model and 1.1 GB in SDXL; tokens and their text are
        // all that grows.
        Assert.Equal(16 * 77 * 16, embeds.Values.Length);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 100_000_000);
        var e = Assert.Throws<ArgumentException>(() =>
            GenerationPlan.Create(model, new TextToImageRequest { Prompt = longest + " cat", Seed = 1 })
        );
        Assert.Equal("The prompt has at most 131072 tokens; 131073 were given.", e.Message);
    }

    [Fact]
    public void A_weight_moves_a_word_towards_or_away_from_nothing_and_leaves_the_others()
    {
        var (nothing, plain) = (Encode("").Values, Encode("the red cat").Values);

        var heavy = Encode("the (red:1.5) cat").Values;

        const int width = 16,
            red = 2;
        for (var i = 0; i < plain.Length; i++)
        {
            var expected = i / width == red ? (1.5 * plain[i]) - (0.5 * nothing[i]) : plain[i];
            Assert.Equal(expected, heavy[i], 1e-5);
        }

        Assert.Equal(
            nothing.AsSpan(red * width, width).ToArray(),
            Encode("the (red:0) cat").Values.AsSpan(red * width, width).ToArray(),
            (a, b) => Math.Abs(a - b) < 1e-6
        );
    }

    [Fact]
    public void The_same_prompt_is_encoded_once_and_old_ones_make_room()
    {
        Assert.Same(Encode("the red cat"), Encode("the red cat"));
        Assert.NotSame(Encode("the red cat"), Encode("the  red cat"));

        var cache = new EmbedsCache(capacity: 5000);
        PromptEmbeds Embeds() => new(new float[500], 1, 500);
        cache.Add("a", 1, Embeds());
        cache.Add("b", 1, Embeds());
        Assert.True(cache.TryGet("a", 1, out _));
        cache.Add("c", 1, Embeds());

        Assert.True(cache.TryGet("a", 1, out _));
        Assert.False(cache.TryGet("b", 1, out _));
        Assert.False(cache.TryGet("a", 2, out _));
        cache.Add("huge", 1, new PromptEmbeds(new float[2000], 1, 2000));
        Assert.False(cache.TryGet("huge", 1, out _));
        Assert.True(cache.TryGet("c", 1, out _));
    }

    [Fact]
    public void Sdxl_sees_the_text_with_both_encoders_and_an_empty_negative_prompt_as_zeros()
    {
        using var model = TinyModel.Load("xl");

        var (prompts, negative) = model.Prompts.Encode(["the red cat"], "", _control);
        var (_, other) = model.Prompts.Encode(["the red cat"], "red", _control);

        var prompt = Assert.Single(prompts);
        Assert.Equal((77, 32, 12), (prompt.Tokens, prompt.Width, prompt.Pooled.Length));
        Assert.All([.. negative!.Values, .. negative.Pooled], value => Assert.Equal(0, value));
        Assert.NotEqual(other!.Values, negative.Values);
        Assert.Equal(0, model.Prompts.CountTokens(""));
    }

    private PromptEmbeds Encode(string text) => _model.Prompts.Encode([text], null, _control).Pictures[0];
}
