using System.CommandLine;
using Flash.Host.CommandLine;

namespace Flash.Host.Commands;

/// <summary><c>flash completion bash</c>: prints a script that makes the shell ask Flash what may come next.</summary>
internal static class CompletionCommand
{
    // Both ask with the directive [suggest:POSITION], with the program's own name left out. What only exists for other
    // systems' habits (/?, -h) is not offered.
    private const string Bash = """
        _flash() {
          local line=${COMP_LINE#*"${COMP_WORDS[0]}" } word=${COMP_WORDS[COMP_CWORD]} found
          local at=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
          mapfile -t found < <("${COMP_WORDS[0]}" "[suggest:$at]" "$line" 2>/dev/null | grep -Ev '^(/.*|-.)$')
          mapfile -t COMPREPLY < <(compgen -W "${found[*]}" -- "$word")
        }
        complete -o default -F _flash flash ./flash
        """;

    private const string Zsh = """
        #compdef flash
        _flash() {
          local line=${BUFFER#* }
          local at=$((CURSOR - ${#BUFFER} + ${#line}))
          local -a found
          found=(${(f)"$(${words[1]} "[suggest:$at]" "$line" 2>/dev/null | grep -Ev '^(/.*|-.)$')"})
          compadd -a found || _files
        }
        compdef _flash flash ./flash
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash or zsh." };
        shell.CompletionSources.Add("bash", "zsh");
        var command = new Command("completion", "Prints a script that completes commands and options in a shell.")
        {
            shell,
        };
        command.SetAction(parsed =>
            parsed.InvocationConfiguration.Output.WriteLine(
                parsed.GetRequiredValue(shell) switch
                {
                    "bash" => Bash,
                    "zsh" => Zsh,
                    var other => throw new BadArgumentException(
                        $"'{other}' is not a shell that Flash completes in; there are bash and zsh."
                    ),
                }
            )
        );
        return command;
    }
}
