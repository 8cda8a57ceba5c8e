using System.CommandLine;
using Flash.Host.CommandLine;
using Flash.Host.Commands;

var root = new RootCommand("Flash: pictures from a few words, in Telegram, Discord and the browser.")
{
    UpCommand.Create(),
    ServeCommand.Create(),
    DbCommand.Create(),
    AuditCommand.Create(),
    ModeratorCommand.Create(),
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
};

return await FlashCommandLine.RunAsync(root, args);
