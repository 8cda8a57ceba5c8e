using Flash.Inference.Schedulers;
using Flash.Inference.Tests.Pipelines;

namespace Flash.Inference.Tests.Schedulers;

public sealed class SamplerOverridesTests
{
    private static readonly TextToImageRequest Request = new()
    {
        Prompt = "the red cat",
        Seed = 7,
        Count = 1,
    };

    [Theory]
    [InlineData("DDIMScheduler")]
    [InlineData("EulerDiscreteScheduler")]
    [InlineData("EulerAncestralDiscreteScheduler")]
    [InlineData("LCMScheduler")]
    [InlineData("TCDScheduler")]
    [InlineData("DPMSolverMultistepScheduler")]
    public async Task Every_sampler_can_be_asked_for_and_draws_its_own_picture(string name)
    {
        using var model = TinyModel.Load("flash");
        var request = Request with
        {
            InferenceSteps = 4,
            Sampler = new SamplerOverrides { ClassName = name },
        };

        var picture = TextToImagePipelineTests.Bytes(await TextToImagePipelineTests.Result(model, request));

        Assert.NotEqual(
            TextToImagePipelineTests.Bytes(
                await TextToImagePipelineTests.Result(model, request with { Sampler = null })
            ),
            picture
        );
    }

    [Fact]
    public async Task Imagine_flash_in_sigmas_is_eulers_method_with_noise_correction()
    {
        using var model = TinyModel.Load("flash");
        async Task<string[]> Picture(bool correction) =>
            TextToImagePipelineTests.Bytes(
                await TextToImagePipelineTests.Result(
                    model,
                    Request with
                    {
                        InferenceSteps = 3,
                        Sampler = new SamplerOverrides
                        {
                            ClassName = "EulerDiscreteScheduler",
                            NoiseCorrection = correction,
                        },
                    }
                )
            );

        Assert.NotEqual(await Picture(false), await Picture(true));
    }

    [Fact]
    public async Task Timesteps_of_ones_own_are_visited_each_with_a_preview()
    {
        using var model = TinyModel.Load("flash");

        var events = await TextToImagePipelineTests.Draw(
            model,
            Request with
            {
                Sampler = new SamplerOverrides { Timesteps = [999, 300] },
            }
        );

        Assert.Equal([1, 2], events.OfType<GenerationEvent.Preview>().Select(preview => preview.Step));
        var same = Request with { InferenceSteps = 2 };
        var usual = TextToImagePipelineTests.Bytes(await TextToImagePipelineTests.Result(model, same));
        Assert.Equal(
            usual,
            TextToImagePipelineTests.Bytes(
                await TextToImagePipelineTests.Result(
                    model,
                    Request with
                    {
                        Sampler = new SamplerOverrides { Timesteps = [999, 499] },
                    }
                )
            )
        );
    }

    [Fact]
    public void What_cannot_be_is_refused_at_once()
    {
        using var model = TinyModel.Load("flash");
        string Refusal(SamplerOverrides sampler) =>
            Assert
                .ThrowsAny<Exception>(() =>
                {
                    new TextToImagePipeline(model, TimeProvider.System).GenerateAsync(
                        Request with
                        {
                            Sampler = sampler,
                        },
                        CancellationToken.None
                    );
                })
                .Message;

        Assert.Equal(
            "Timesteps descend from at most 999 to at least 0; 500, 999 were given.",
            Refusal(new SamplerOverrides { Timesteps = [500, 999] })
        );
        Assert.Equal(
            "Timesteps descend from at most 999 to at least 0; 1000 were given.",
            Refusal(new SamplerOverrides { Timesteps = [1000] })
        );
        Assert.Equal(
            "The list of timesteps is empty; it has at least one.",
            Refusal(new SamplerOverrides { Timesteps = [] })
        );
        Assert.Equal("Eta is 0 to 1; 2 was given.", Refusal(new SamplerOverrides { Eta = 2 }));
        Assert.Equal(
            "Eta is a share of DDIM and TCD; ImagineFlashScheduler has none.",
            Refusal(new SamplerOverrides { Eta = 0.5 })
        );
        Assert.StartsWith(
            "The scheduler 'Magic' is not known",
            Refusal(new SamplerOverrides { ClassName = "Magic" }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_spacing_that_only_repeats_a_default_does_not_bind_another_sampler()
    {
        var config = new SchedulerConfig
        {
            ClassName = "PNDMScheduler",
            TimestepSpacingName = "leading",
            UseDefaultValues = ["timestep_spacing"],
        };

        Assert.Null(
            new SamplerOverrides { ClassName = "EulerDiscreteScheduler" }
                .Apply(config)
                .TimestepSpacingName
        );
        Assert.Equal(
            "leading",
            new SamplerOverrides { ClassName = "EulerDiscreteScheduler" }
                .Apply(config with { UseDefaultValues = null })
                .TimestepSpacingName
        );
    }

    [Fact]
    public void The_sampler_of_stable_diffusion_15_is_replaced_on_the_same_noise_schedule()
    {
        var config = new SchedulerConfig
        {
            ClassName = "PNDMScheduler",
            BetaSchedule = "scaled_linear",
            BetaStart = 0.00085,
            BetaEnd = 0.012,
            StepsOffset = 1,
            TimestepSpacingName = "leading",
        };

        var used = Scheduler.Substitute(config);

        Assert.Equal("DPMSolverMultistepScheduler", used.ClassName);
        Assert.Equal(20, Scheduler.Create(used, 20).Timesteps.Count);
        Assert.Equal(config.BetaEnd, used.BetaEnd);
    }

    [Fact]
    public void A_share_of_fresh_noise_in_a_file_is_refused_where_a_sampler_has_none_and_dropped_with_its_sampler()
    {
        var config = new SchedulerConfig { ClassName = "EulerDiscreteScheduler", Eta = 0.5 };

        Assert.Equal(
            "eta is set; it is a share of DDIMScheduler and TCDScheduler, and EulerDiscreteScheduler has none.",
            Assert.Throws<InferenceException>(() => Scheduler.Create(config, 4)).Message
        );
        var ddim = config with { ClassName = "DDIMScheduler" };
        Assert.True(Scheduler.Create(ddim, 4).AddsNoise(0));
        Assert.Null(
            new SamplerOverrides { ClassName = "EulerDiscreteScheduler" }
                .Apply(ddim)
                .Eta
        );
        Assert.Equal(
            "eta is 1.5; it is 0 to 1.",
            Assert.Throws<InferenceException>(() => Scheduler.Create(ddim with { Eta = 1.5 }, 4)).Message
        );
    }

    [Fact]
    public void A_clamp_that_only_repeats_a_default_does_not_bind_another_sampler()
    {
        var config = new SchedulerConfig { ClipSample = true, UseDefaultValues = ["clip_sample"] };

        Assert.Null(
            new SamplerOverrides { ClassName = "LCMScheduler" }
                .Apply(config)
                .ClipSample
        );
        Assert.True(new SamplerOverrides().Apply(config).ClipSample);
    }
}
