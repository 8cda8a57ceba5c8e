using Flash.Bots.Commands;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Conversations.Menus;

/// <summary>The button below the first words of a chat: draws the picture that they speak of, for who
/// presses.</summary>
internal sealed class TryPress(
    PressSubmissions submissions,
    PreferenceStore preferences,
    IOptions<PictureOptions> pictures
) : IMenuPress
{
    /// <summary>The whole code.</summary>
    public const string Prefix = "try";

    private const string Words = "/imagine a red boat on the sea at sunset";

    string IMenuPress.Prefix => Prefix;

    // It does the same wherever it stands, and changes no message.
    public bool NeedsMenu => false;

    public async Task<PressOutcome> DecideAsync(
        ButtonPress press,
        IReadOnlyList<string> parts,
        CancellationToken cancellationToken
    )
    {
        var (person, chat) = await preferences.ReadAsync(press.From, press.Chat, cancellationToken);
        if (
            parts.Count > 0
            || CommandParser.Parse(Words, isPrivate: true) is not Command.Imagine { Arguments: var arguments }
            || pictures.Value.RecipeFor(arguments, person.Over(chat)) is not { } recipe
        )
        {
            return PressOutcome.Refused(press.Texts.UnknownButton);
        }

        var submission = new Submission
        {
            IdempotencyKey = press.IdempotencyKey,
            From = press.From,
            Chat = press.Chat,
            ReplyTo = press.ReplyTo,
            Texts = press.Texts,
            Kind = GenerationKind.Imagine,
            Recipe = recipe,
        };
        return await submissions.JudgeAndSubmitAsync(submission, press.Texts.Started, cancellationToken);
    }
}
