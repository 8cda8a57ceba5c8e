using Flash.Bots.Arena;
using Flash.Bots.Commands;
using Flash.Bots.Preferences;

namespace Flash.Bots.Generations;

/// <content>Who meets in an arena.</content>
public sealed partial class PictureOptions
{
    // Of a model that takes one step anyway.
    private const int MoreThanOneStep = 4;

    /// <summary>Every model at its usual steps; where there is one model only, that model and the same with fewer
    /// steps, or more where it takes one.</summary>
    internal IReadOnlyList<Contender> Contenders
    {
        get
        {
            var usual = Models.Select(model => new Contender(model, ShapeOf(model).InferenceSteps)).ToList();
            if (usual is [var only])
            {
                var most = Math.Min(MoreThanOneStep, ShapeOf(only.Model).MaxInferenceSteps);
                usual.Add(only with { InferenceSteps = only.InferenceSteps > 1 ? 1 : most });
            }

            return usual;
        }
    }

    /// <summary>The same words and the same seed, drawn in two ways; which two, and on which side each stands, follows
    /// from the seed.</summary>
    /// <param name="arguments">What was typed, without mistakes (<see cref="MistakeIn"/>); a model and steps among them
    /// are not read.</param>
    /// <param name="preferred">What holds where nothing was typed.</param>
    public Recipe ForArena(ImagineArguments arguments, Preference preferred)
    {
        var seed = arguments.Seed ?? NewSeed();
        var all = Contenders;
        // Neighbouring seeds must not share a side: Knuth's multiplicative hash.
        var drawn = (int)(unchecked(seed * 0x9E3779B97F4A7C15UL) >> 33) % (all.Count * (all.Count - 1));
        var (first, second) = (drawn / (all.Count - 1), drawn % (all.Count - 1));
        return Of(all[first]) with { Rival = Of(all[second < first ? second : second + 1]) };

        Recipe Of(Contender contender) =>
            RecipeFor(
                arguments with
                {
                    Model = contender.Model,
                    InferenceSteps = contender.InferenceSteps,
                    SuggestedModel = null,
                    SuggestedSteps = null,
                    Count = 1,
                    Chaos = 0,
                    Seed = seed,
                },
                preferred
            ) with
            {
                Variety = null,
            };
    }
}
