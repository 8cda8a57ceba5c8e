using Flash.Inference.Hub;
using Flash.Inference.Provenance;
using Flash.Inference.Safety;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Inference;

/// <summary>Registers inference.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds the model (loaded when first asked for), what marks their pictures, and <see
    /// cref="InferenceOptions"/> and <see cref="ProvenanceOptions"/> from the sections <c>Inference</c> and
    /// <c>Provenance</c>. Harmless when called twice.</summary>
    public static IServiceCollection AddFlashInference(this IServiceCollection services)
    {
        services.AddOptions<InferenceOptions>().BindConfiguration(InferenceOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<InferenceOptions>, InferenceOptions.Validator>()
        );
        services.AddOptions<ProvenanceOptions>().BindConfiguration(ProvenanceOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ProvenanceOptions>, ProvenanceOptions.Validator>()
        );
        services.TryAddSingleton<ProvenanceEncoder>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<InferenceOptions>>().Value;
            return DiffusionModel.Load(
                ModelCatalog.FindModel(options.Model, options),
                options,
                provider.GetRequiredService<ILogger<DiffusionModel>>()
            );
        });
        return services;
    }

    /// <summary>Adds the classifier of the models folder's <c>safety-checker</c> as <see cref="IPictureClassifier"/>,
    /// loaded when first asked for; asking fails where the folder has none.</summary>
    public static IServiceCollection AddFlashSafety(this IServiceCollection services)
    {
        services.AddFlashInference();
        services.TryAddSingleton<IPictureClassifier>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<InferenceOptions>>().Value;
            return SafetyNetwork.Load(
                SafetyNetwork.FindFolder(options)
                    ?? throw new InferenceException(
                        $"{ModelCatalog.FindModelsFolder(options)} has no folder {SafetyNetwork.FolderName}."
                    ),
                options,
                provider.GetRequiredService<ILogger<SafetyNetwork>>()
            );
        });
        return services;
    }

    /// <summary>Adds <see cref="HubOptions"/> from the section <c>Models</c>: where models are pulled from.</summary>
    public static IServiceCollection AddFlashHub(this IServiceCollection services)
    {
        services.AddOptions<HubOptions>().BindConfiguration(HubOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HubOptions>, HubOptions.Validator>());
        return services;
    }
}
