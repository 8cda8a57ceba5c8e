using System.Buffers.Text;
using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation.Cards;

/// <summary>What can be decided now.</summary>
public static partial class CaseCard
{
    private static IReadOnlyList<IReadOnlyList<Button>> Buttons(Texts texts, CaseFacts facts)
    {
        IReadOnlyList<Button> decide = facts switch
        {
            { State: GenerationState.Held } =>
            [
                new(texts.ApproveButton, Code(Approve, facts.Id)),
                new(texts.RejectButton, Code(Reject, facts.Id)),
            ],
            { State: GenerationState.Delivered, IsTakenDown: false, OpenReports: > 0 } =>
            [
                new(texts.DismissButton, Code(Dismiss, facts.Id)),
                new(texts.RemoveButton, Code(Remove, facts.Id)),
            ],
            { State: GenerationState.Delivered, IsTakenDown: false } =>
            [
                new(texts.RemoveButton, Code(Remove, facts.Id)),
            ],
            { OpenReports: > 0 } => [new(texts.DismissButton, Code(Dismiss, facts.Id))],
            _ => [],
        };
        IReadOnlyList<Button> person = facts.Ban switch
        {
            null => [new(texts.BanButton, Code(Ban, facts.Id))],
            { Wanted.Waits: true, Id: var ban } =>
            [
                new(texts.ConfirmButton, Code(Confirm, facts.Id, ban.ToString(CultureInfo.InvariantCulture))),
                new(texts.UnbanButton, Code(Unban, facts.Id)),
            ],
            _ => [new(texts.UnbanButton, Code(Unban, facts.Id))],
        };
        return
        [
            .. (
                (IReadOnlyList<Button>[])[decide, [.. person, .. Further(texts, facts)], [.. Sharing(texts, facts)]]
            ).Where(row => row.Count > 0),
        ];
    }

    private static IEnumerable<Button> Further(Texts texts, CaseFacts facts)
    {
        if (facts is { State: GenerationState.Held } or { State: GenerationState.Delivered, IsTakenDown: false })
        {
            yield return new(texts.WhyButton, Code(Why, facts.Id));
        }

        if (facts.Pictures.Count > 0)
        {
            yield return new(texts.BanPictureButton, Code(Picture, facts.Id));
        }
    }

    private static IEnumerable<Button> Sharing(Texts texts, CaseFacts facts)
    {
        if (facts.IsOpen)
        {
            yield return new(facts.ClaimedBy is null ? texts.ClaimButton : texts.LetGoButton, Code(Claim, facts.Id));
        }

        if (facts.Decisions is [.., { Action: not "moderation.undone" }])
        {
            yield return new(texts.UndoButton, Code(Undo, facts.Id));
        }
    }

    private static string Code(string verb, GenerationId id, string? more = null) =>
        $"{Prefix}:{verb}:{Base64Url.EncodeToString(id.Value.ToByteArray())}{(more is null ? "" : ":" + more)}";
}
