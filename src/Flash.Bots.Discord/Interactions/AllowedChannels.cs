using System.Data.Common;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Servers may keep Flash to some of their channels. What guards people holds everywhere: rules, reports,
/// appeals, privacy, and ending what is theirs.</summary>
internal sealed class AllowedChannels(ServerRulesStore rules, TimeProvider time)
{
    private static readonly HashSet<string> Everywhere =
    [
        CommandNames.Rules,
        CommandNames.Privacy,
        CommandNames.Appeal,
        CommandNames.Moderator,
        CommandNames.Cancel,
        CommandNames.DeleteMessage,
        CommandNames.HideMessage,
        CommandNames.ReportMessage,
    ];

    /// <summary>The person who pressed waits; what follows says if the database is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What to answer, to the person alone, where the server does not want Flash to; null where it
    /// may.</summary>
    public async Task<string?> RefusalAsync(ReceivedInteraction received, CancellationToken cancellationToken)
    {
        if (received.Chat.ServerId is null || !IsBound(received))
        {
            return null;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var here = await rules.ReadAsync(received.Chat, either.Token);
            return here.AnswersIn(received.Chat) ? null : received.Texts.AnswersElsewhere(here);
        }
        catch (Exception exception)
            when (exception is DbException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool IsBound(ReceivedInteraction received) =>
        received.Interaction.Type switch
        {
            InteractionType.ApplicationCommand => !Everywhere.Contains(received.Data.Name ?? ""),
            InteractionType.MessageComponent => ButtonAction.TryParse(received.Data.CustomId, out var action)
                && action.Verb is not (ButtonVerb.Cancel or ButtonVerb.Delete),
            InteractionType.ModalSubmit => received.Data.CustomId?.Split('/')[0] != ReportInteractions.Form,
            _ => false,
        };
}
