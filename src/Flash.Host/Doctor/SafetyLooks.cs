using Flash.Bots.Moderation;
using Flash.Inference;

namespace Flash.Host.Doctor;

/// <summary>Whether anything looks at what a model draws.</summary>
internal static class SafetyLooks
{
    /// <summary>What the operator has to know; null when something looks at the pictures, or they are
    /// flash-mini's.</summary>
    /// <param name="model">The model that draws.</param>
    /// <param name="isChecked">Something looks at the pictures of every model here.</param>
    public static string? Warning(DiffusionModel model, bool isChecked) =>
        isChecked
        || model.HasSafetyChecker
        || model.Name.Equals(JudgedWords.HarmlessModel, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"{model.Name} draws without a safety checker: only rules about words stand between it and the chat "
                + $"(docs/moderation.md)";
}
