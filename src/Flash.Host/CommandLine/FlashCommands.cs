using System.CommandLine;
using Flash.Host.Commands;

namespace Flash.Host.CommandLine;

/// <summary>Every command of <c>flash</c>.</summary>
internal static class FlashCommands
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Flash: pictures from a few words, in Telegram, Discord and the browser.")
        {
            UpCommand.Create(),
            ServeCommand.Create(),
            DbCommand.Create(),
            AuditCommand.Create(),
            ModeratorCommand.Create(),
            KeyCommand.Create(),
            ImagineCommand.Create(),
            AnimateCommand.Create(),
            EditCommand.Create(),
            UpscaleCommand.Create(),
            VerifyCommand.Create(),
            ModelsCommand.Create(),
            BenchCommand.Create(),
            EvalCommand.Create(),
            DoctorCommand.Create(),
            HealthCommand.Create(),
            HelpCommand.Create(),
            CompletionCommand.Create(),
        };
        FlashHelp.Use(root);
        return root;
    }
}
