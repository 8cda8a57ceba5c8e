using System.Text.Json;
using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Host.Roles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Flash.Host.Tests;

/// <summary>What chats ask a model for by default a size or steps: one setting changes the model.</summary>
public sealed class ModelShapesTests : IDisposable
{
    private readonly string _models = Directory.CreateTempSubdirectory("flash-models-").FullName;

    public ModelShapesTests()
    {
        // As stabilityai/sd-turbo and an SDXL of 1024 pixels say it; the graphs themselves are not read.
        Write(
            "sd-turbo",
            sampleSize: 64,
            levels: 4,
            """{"_class_name": "EulerDiscreteScheduler", "timestep_spacing": "trailing"}"""
        );
        Write("xl", sampleSize: 128, levels: 3, """{"_class_name": "DPMSolverMultistepScheduler"}""");
    }

    public void Dispose() => Directory.Delete(_models, recursive: true);

    [Fact]
    public void A_recipe_has_the_size_and_the_steps_that_the_configured_model_was_made_for()
    {
        var pictures = Pictures(("Flash:Inference:Model", "sd-turbo"));

        var square = pictures.RecipeFor(new ImagineArguments("a boat"))!;
        Assert.Equal(("sd-turbo", 512, 512, 3), (square.Model, square.Width, square.Height, square.InferenceSteps));
        Assert.True(AspectRatio.TryParse("16:9", out var wide));
        var oblong = pictures.RecipeFor(new ImagineArguments("a boat") { AspectRatio = wide })!;
        Assert.Equal((704, 384), (oblong.Width, oblong.Height));
    }

    [Fact]
    public void A_model_that_somebody_names_has_its_own()
    {
        var pictures = Pictures(("Flash:Pictures:OtherModels:0", "xl"));

        var mini = pictures.RecipeFor(new ImagineArguments("a boat"))!;
        var large = pictures.RecipeFor(new ImagineArguments("a boat") { Model = "XL" })!;

        Assert.Equal((256, 3), (mini.Width, mini.InferenceSteps));
        Assert.Equal((1024, 25), (large.Width, large.InferenceSteps));
    }

    [Fact]
    public void What_is_configured_wins_and_stands_in_for_folders_that_are_elsewhere()
    {
        var configured = Pictures(
            ("Flash:Inference:Model", "sd-turbo"),
            ("Flash:Pictures:Edge", "768"),
            ("Flash:Pictures:InferenceSteps", "1")
        );
        Assert.Equal(
            (768, 1),
            (
                configured.RecipeFor(new ImagineArguments("a boat"))!.Width,
                configured.RecipeFor(new ImagineArguments("a boat"))!.InferenceSteps
            )
        );

        var elsewhere = Pictures(
            ("Flash:Inference:Model", "far-away"),
            ("Flash:Pictures:Shapes:far-away:Edge", "640"),
            ("Flash:Pictures:Shapes:far-away:SizeMultiple", "64"),
            ("Flash:Pictures:Shapes:far-away:InferenceSteps", "8")
        );
        var recipe = elsewhere.RecipeFor(new ImagineArguments("a boat"))!;
        Assert.Equal((640, 8), (recipe.Width, recipe.InferenceSteps));
    }

    private PictureOptions Pictures(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings
                    .Append(("Flash:Inference:ModelsPath", _models))
                    .Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2))
            )
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        RoleParts.Register(services, Role.Telegram, configuration);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<PictureOptions>>().Value;
    }

    private void Write(string name, int sampleSize, int levels, string scheduler)
    {
        void Put(string file, string text)
        {
            var path = Path.Combine(_models, name, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file in a folder
            File.WriteAllText(path, text);
        }

        Put("model_index.json", """{"_class_name": "StableDiffusionPipeline"}""");
        Put("scheduler/scheduler_config.json", scheduler);
        Put(
            "unet/config.json",
            JsonSerializer.Serialize(
                new { sample_size = sampleSize, block_out_channels = Enumerable.Repeat(320, levels) }
            )
        );
        Put("vae_decoder/config.json", """{"block_out_channels": [128, 256, 512, 512]}""");
    }
}
