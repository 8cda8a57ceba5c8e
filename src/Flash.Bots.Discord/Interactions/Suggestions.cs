using System.Data.Common;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord.Interactions;

/// <summary>What Discord offers while someone types: the person's own recent prompts, and the models.</summary>
internal sealed class Suggestions(OwnGenerations generations, IOptions<PictureOptions> pictures)
{
    private const int MaxChoices = 25;
    private const int MaxLength = 100;
    private const int Looked = 200;

    /// <summary>Never fails: a list that is empty is better than an error below the text field.</summary>
    public async Task<IReadOnlyList<CommandChoice>> ForAsync(
        Person person,
        InteractionData data,
        CancellationToken cancellationToken
    )
    {
        var focused = data.Options?.FirstOrDefault(option => option?.Focused == true);
        var typed = focused is null ? "" : data.Text(focused.Name) ?? "";
        try
        {
            var offered = focused?.Name switch
            {
                CommandNames.Prompt => await generations.RecentPromptsAsync(person, Looked, cancellationToken),
                CommandNames.Model => pictures.Value.Models,
                _ => [],
            };
            return
            [
                .. offered
                    .Where(text =>
                        text.Length <= MaxLength && text.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase)
                    )
                    .Take(MaxChoices)
                    .Select(text => new CommandChoice(text, text)),
            ];
        }
        catch (DbException)
        {
            return [];
        }
    }
}
