using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Inference.Schedulers;

namespace Flash.Host.Commands;

/// <summary>The options by which one call samples otherwise than the model's files say.</summary>
internal sealed class ImagineSampling
{
    private static readonly Dictionary<string, string> Samplers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["flash"] = "ImagineFlashScheduler",
        ["ddim"] = "DDIMScheduler",
        ["euler"] = "EulerDiscreteScheduler",
        ["euler-a"] = "EulerAncestralDiscreteScheduler",
        ["lcm"] = "LCMScheduler",
        ["tcd"] = "TCDScheduler",
        ["dpm++"] = "DPMSolverMultistepScheduler",
        ["flow"] = "FlowMatchEulerDiscreteScheduler",
    };

    private readonly Option<string> _negative = new("--negative")
    {
        Description = "What to leave out; read where guidance is above 1.",
    };
    private readonly Option<double?> _guidance = Number(
        "--guidance",
        30,
        "How strictly the prompt is followed, 0 to 30; 1 is off. Default: what the model was made for."
    );
    private readonly Option<double?> _eta = Number(
        "--eta",
        1,
        "How much fresh noise each step adds, 0 to 1, for ddim (default 0) and tcd (default 0.3)."
    );
    private readonly Option<string?> _sampler = Sampler();
    private readonly Option<TimestepSpacing?> _spacing = ImagineOption.OneOf(
        "--spacing",
        "Which timesteps are visited: leading, trailing or linspace.",
        TimestepSpacing.Leading,
        TimestepSpacing.Trailing,
        TimestepSpacing.Linspace
    );
    private readonly Option<double[]?> _timesteps = Timesteps();
    private readonly Option<bool> _karras = new("--karras")
    {
        Description = "Sigmas after Karras, for euler, dpm++ and flow.",
    };

    public ImagineSampling(Command command)
    {
        command.Add(_negative);
        command.Add(_guidance);
        command.Add(_sampler);
        command.Add(_spacing);
        command.Add(_timesteps);
        command.Add(_karras);
        command.Add(_eta);
    }

    public string NegativePrompt(ParseResult parsed) => parsed.GetValue(_negative) ?? "";

    /// <summary>Null when nothing was asked for.</summary>
    /// <exception cref="BadArgumentException">Steps beside timesteps of one's own.</exception>
    public Sampling? Read(ParseResult parsed, int? steps)
    {
        var sampling = new Sampling
        {
            GuidanceScale = parsed.GetValue(_guidance),
            Sampler = parsed.GetValue(_sampler),
            Spacing = parsed.GetValue(_spacing)?.ToString().ToLowerInvariant(),
            // The command line knows no missing list, only an empty one.
            Timesteps = parsed.GetValue(_timesteps) is { Length: > 0 } own ? own : null,
            KarrasSigmas = parsed.GetValue(_karras) ? true : null,
            Eta = parsed.GetValue(_eta),
        };
        if (sampling.Timesteps is { } timesteps && steps is { } count && count != timesteps.Count)
        {
            throw new BadArgumentException(
                $"--timesteps names {timesteps.Count} steps and --steps {count}; leave --steps out."
            );
        }

        return sampling == new Sampling() ? null : sampling;
    }

    private static Option<double?> Number(string name, int most, string description)
    {
        double? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value; // the arity below: exactly one
            if (
                double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                && value <= most
            )
            {
                return value;
            }

            result.AddError($"{name} is a number from 0 to {most}; '{text}' was given.");
            return null;
        }

        return new Option<double?>(name)
        {
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = Parse,
        };
    }

    private static Option<string?> Sampler()
    {
        string? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value; // the arity below: exactly one
            if (Samplers.TryGetValue(text, out var name))
            {
                return name;
            }

            result.AddError($"--sampler is one of {string.Join(", ", Samplers.Keys)}; '{text}' was given.");
            return null;
        }

        return new Option<string?>("--sampler")
        {
            Description = $"One of {string.Join(", ", Samplers.Keys)}. Default: what the model names.",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = Parse,
        };
    }

    private static Option<double[]?> Timesteps()
    {
        double[]? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value; // the arity below: exactly one
            var parts = text.Split(',');
            var numbers = new double[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                if (
                    !double.TryParse(
                        parts[i],
                        NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite,
                        CultureInfo.InvariantCulture,
                        out numbers[i]
                    )
                )
                {
                    result.AddError(
                        $"--timesteps is a list of descending numbers such as 999,666,333; '{text}' was given."
                    );
                    return null;
                }
            }

            return numbers;
        }

        return new Option<double[]?>("--timesteps")
        {
            Description = "The timesteps to visit, descending, such as 999,666,333.",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = Parse,
        };
    }
}
