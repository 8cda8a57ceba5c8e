using Flash.Bots.Discord.Api;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>The context menu's <c>Report</c>: asks in a form what is wrong, and hands it to the moderators.</summary>
internal sealed class ReportInteractions(
    AskedGenerations generations,
    ShownGenerations shown,
    ModerationDesk desk,
    PersonalAnswers answers
)
{
    /// <summary>The first word of the form's id; a button's code of the message follows.</summary>
    public const string Form = "report";

    private const string ReasonField = "reason";

    public async Task AskAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        await received.Response.TrySendAsync(
            await shown.FindAsync(received, cancellationToken) is { } generation
                ? InteractionResponse.Form(
                    $"{Form}/{new ButtonAction(ButtonVerb.Again, generation.Id).ToCode()}",
                    received.Words.ReportTitle,
                    Reason(received.Words)
                )
                : InteractionResponse.Ephemeral(received.Words.NoPicturesThere),
            cancellationToken
        );

    public async Task SubmitAsync(ReceivedInteraction received, CancellationToken cancellationToken)
    {
        await received.Response.TrySendAsync(InteractionResponse.DeferredEphemeral, cancellationToken);
        var outcome =
            ButtonAction.TryParse(FormInteractions.SubjectOf(received.Data), out var action)
            && await generations.FindAsync(action.Generation, cancellationToken) is { } generation
            && generation.Platform == received.Chat.Platform
            && generation.ChatId == received.Chat.Id
                ? await desk.ReportAsync(
                    generation.Id,
                    pictureIndex: null,
                    received.Person,
                    received.Data.Field(ReasonField) ?? "",
                    cancellationToken
                )
                : ReportOutcome.Unknown;
        await answers.TellAsync(received, received.Texts.Reported(outcome), cancellationToken);
    }

    private static ComponentPayload Reason(DiscordTexts words) =>
        ComponentPayload.Labelled(
            words.ReportLabel,
            new(ComponentPayload.TextInput)
            {
                CustomId = ReasonField,
                Style = ComponentPayload.ParagraphStyle,
                MaxLength = ModerationDesk.MaxReason,
                Required = false,
            }
        );
}
