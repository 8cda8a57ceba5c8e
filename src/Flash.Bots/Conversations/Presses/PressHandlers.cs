using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Flash.Bots.Conversations.Presses;

/// <summary>What there is a handler for.</summary>
internal static class PressHandlers
{
    public static void AddPressHandlers(this IServiceCollection services) =>
        services.TryAddEnumerable([
            ServiceDescriptor.Singleton<IPressHandler, AnimatePress>(),
            ServiceDescriptor.Singleton<IPressHandler, VaryPress>(),
            ServiceDescriptor.Singleton<IPressHandler, VarySubtlePress>(),
            ServiceDescriptor.Singleton<IPressHandler, VaryStrongPress>(),
            ServiceDescriptor.Singleton<IPressHandler, ChoicesPress>(),
            ServiceDescriptor.Singleton<IPressHandler, FewerPress>(),
            ServiceDescriptor.Singleton<IPressHandler, ZoomOutPress>(),
            ServiceDescriptor.Singleton<IPressHandler, PanLeftPress>(),
            ServiceDescriptor.Singleton<IPressHandler, PanRightPress>(),
            ServiceDescriptor.Singleton<IPressHandler, PanUpPress>(),
            ServiceDescriptor.Singleton<IPressHandler, PanDownPress>(),
            ServiceDescriptor.Singleton<IPressHandler, PaintPress>(),
            ServiceDescriptor.Singleton<IPressHandler, UndoPress>(),
            ServiceDescriptor.Singleton<IPressHandler, MotionPress>(),
            ServiceDescriptor.Singleton<IPressHandler, EnlargePress>(),
            ServiceDescriptor.Singleton<IPressHandler, FourfoldPress>(),
            ServiceDescriptor.Singleton<IPressHandler, AgainPress>(),
            ServiceDescriptor.Singleton<IPressHandler, EditPress>(),
            ServiceDescriptor.Singleton<IPressHandler, CancelPress>(),
            ServiceDescriptor.Singleton<IPressHandler, BackPress>(),
            ServiceDescriptor.Singleton<IPressHandler, DeletePress>(),
            ServiceDescriptor.Singleton<IPressHandler, VotePress>(),
        ]);
}
