using Flash.Bots.Conversations;
using Flash.Bots.Conversations.Menus;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Bots;

// What presses, and words that change pictures, are done by.
public static partial class FlashBotsRegistration
{
    // Internal constructors are out of the container's reach.
    private static void AddButtons(IServiceCollection services)
    {
        services.TryAddSingleton<PressSubmissions>();
        services.TryAddSingleton<Outpaintings>();
        services.TryAddSingleton<Inpaintings>();
        services.TryAddSingleton<OpenMenus>();
        services.TryAddSingleton<QuestionsAsked>();
        services.AddPressHandlers();
        services.TryAddEnumerable([
            ServiceDescriptor.Singleton<IMenuPress, SettingsPress>(),
            ServiceDescriptor.Singleton<IMenuPress, PrivacyPress>(),
            ServiceDescriptor.Singleton<IMenuPress, ModeratorPress>(),
            ServiceDescriptor.Singleton<IMenuPress, TryPress>(),
        ]);
        services.TryAddSingleton(provider => new ButtonPresses(
            provider.GetRequiredService<AskedGenerations>(),
            provider.GetServices<IPressHandler>(),
            provider.GetServices<IMenuPress>(),
            provider.GetRequiredService<OpenMenus>(),
            provider.GetRequiredService<PreferenceStore>(),
            provider.GetRequiredService<ILogger<ButtonPresses>>()
        ));
        services.TryAddSingleton(provider => new NewWords(
            provider.GetRequiredService<QuestionsAsked>(),
            provider.GetRequiredService<AskedGenerations>(),
            provider.GetRequiredService<PressSubmissions>(),
            provider.GetRequiredService<Outpaintings>(),
            provider.GetRequiredService<IOptions<PictureOptions>>(),
            provider.GetRequiredService<TimeProvider>()
        ));
    }
}
