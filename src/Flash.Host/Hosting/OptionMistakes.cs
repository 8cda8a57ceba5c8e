using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Flash.Host.Hosting;

/// <summary>What is wrong with the settings, in the words of their own options: the setting, what was given, what is
/// allowed.</summary>
/// <remarks>The validators that .NET generates have words of their own for ranges, which name a class and a property,
/// and do not pass on those that stand beside the range.</remarks>
internal static partial class OptionMistakes
{
    /// <summary>Looks at every setting at once, before anything runs: a host that finds a mistake while it starts logs
    /// a stack trace first.</summary>
    /// <exception cref="OptionsValidationException">A sentence for each that is wrong.</exception>
    public static void ThrowIfAny(IServiceProvider services, IConfiguration configuration)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (Exception exception) when (Mistakes(exception) is { Count: > 0 } mistakes)
        {
            throw new OptionsValidationException(
                "settings",
                typeof(OptionMistakes),
                mistakes.SelectMany(mistake =>
                    mistake.Failures.Select(failure => Sentence(failure, mistake.OptionsType, configuration))
                )
            );
        }
    }

    private static List<OptionsValidationException> Mistakes(Exception exception) =>
        exception switch
        {
            OptionsValidationException one => [one],
            AggregateException all => [.. all.Flatten().InnerExceptions.OfType<OptionsValidationException>()],
            _ => [],
        };

    private static string Sentence(string failure, Type options, IConfiguration configuration)
    {
        if (
            OfNet().Match(failure) is not { Success: true } match
            || options.GetProperty(match.Groups["property"].Value) is not { } property
            || property.GetCustomAttribute<RangeAttribute>() is not { ErrorMessage: not null } range
        )
        {
            return failure;
        }

        var sentence = range.FormatErrorMessage(property.Name);
        var setting = $"{options.GetField("Section")?.GetValue(null)}:{property.Name}";
        var beginning = $"{setting} is ";
        return configuration[setting] is { } given && sentence.StartsWith(beginning, StringComparison.Ordinal)
            ? $"{setting} is '{given}'; allowed is {sentence[beginning.Length..]}"
            : sentence;
    }

    [GeneratedRegex(@"^(?<property>\w+): The field \S+ must be between ")]
    private static partial Regex OfNet();
}
