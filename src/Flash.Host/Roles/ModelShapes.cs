using Flash.Bots.Generations;
using Flash.Inference;
using Microsoft.Extensions.Options;

namespace Flash.Host.Roles;

/// <summary>Tells the commands in chats what the models in this machine's folder were made for, so that one setting,
/// <c>Flash:Inference:Model</c>, is enough to change the model.</summary>
/// <remarks>A process without the folder, such as a Telegram ingress of its own, is told by
/// <c>Flash:Pictures:Shapes</c>; a worker draws the nearest size that its model takes in any case.</remarks>
internal sealed class ModelShapes(IConfiguration configuration) : IPostConfigureOptions<PictureOptions>
{
    public void PostConfigure(string? name, PictureOptions options)
    {
        var inference = new InferenceOptions { ModelsPath = configuration["Flash:Inference:ModelsPath"] };
        foreach (var model in options.Models.Where(model => !options.Shapes.ContainsKey(model)).ToList())
        {
            if (Read(model, inference) is { } shape)
            {
                options.Shapes.Add(model, shape);
            }
        }
    }

    private static ModelShape? Read(string model, InferenceOptions inference)
    {
        try
        {
            var summary = ModelSummary.Read(ModelCatalog.FindModel(model, inference));
            return new ModelShape(
                summary.DefaultEdge,
                summary.SizeMultiple,
                summary.DefaultInferenceSteps,
                IsGuided: summary.DefaultGuidanceScale > 1
            );
        }
        catch (InferenceException)
        {
            // Not on this machine, or broken: a worker says so when it loads it.
            return null;
        }
    }
}
