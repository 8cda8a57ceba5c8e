using Flash.Host.CommandLine;

return await FlashCommandLine.RunAsync(FlashCommands.Create(), args);
