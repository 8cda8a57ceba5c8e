using Flash.Bots.Audit;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;

namespace Flash.Worker.Moderation;

/// <summary>Posts signed checkpoints to the moderators' chats, out of the reach of the database's owner and seen by
/// people; and says there when the log is not intact.</summary>
internal sealed class CheckpointPoster(
    WitnessedCheckpoints witnessed,
    AuditVerification verification,
    ModeratorChats chats,
    IEnumerable<IMessenger> messengers,
    ChatBudgets budgets
) : IAuditWitness, IAuditAlarm
{
    private readonly Dictionary<Platform, IMessenger> _messengers = messengers.ToDictionary(messenger =>
        messenger.Platform
    );

    public async Task TakeAsync(AuditCheckpoint checkpoint, string publicKey, CancellationToken cancellationToken)
    {
        foreach (var chat in chats.All)
        {
            if (
                _messengers.TryGetValue(chat.Platform, out var messenger)
                && await witnessed.ClaimAsync(chat, checkpoint, cancellationToken)
            )
            {
                await PostAsync(chat, messenger, checkpoint, publicKey, cancellationToken);
            }
        }
    }

    public async Task TellAsync(AuditVerified verified, CancellationToken cancellationToken)
    {
        foreach (var chat in chats.All)
        {
            if (_messengers.TryGetValue(chat.Platform, out var messenger))
            {
                var texts = Texts.For(await chats.LanguageAsync(chat, cancellationToken));
                var text = texts.AuditNotIntact(verified.Findings, verified.First is [var first, ..] ? first : "?");
                await SayAsync(chat, messenger, text, $"audit {verified.At:O} in {chat.Place}", cancellationToken);
            }
        }
    }

    private async Task PostAsync(
        ModeratorChat chat,
        IMessenger messenger,
        AuditCheckpoint checkpoint,
        string publicKey,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var texts = Texts.For(await chats.LanguageAsync(chat, cancellationToken));
            var text = $"{texts.CheckpointPosted}\n{checkpoint.ToText()}\n{AuditCheckpoint.KeyText(publicKey)}";
            if (await verification.LastAsync(cancellationToken) is { Findings: 0 } last)
            {
                text += $"\n{texts.AuditIntact(last.At, last.Sealed)}";
            }

            var key = $"checkpoint {checkpoint.Sequence} in {chat.Place}";
            await SayAsync(chat, messenger, text, key, cancellationToken);
        }
        catch (MessengerException)
        {
            await witnessed.GiveBackAsync(chat, CancellationToken.None);
            throw;
        }
    }

    private async Task SayAsync(
        ModeratorChat chat,
        IMessenger messenger,
        string text,
        string key,
        CancellationToken cancellationToken
    )
    {
        await budgets
            .Of(chat.Address)
            .TakeResultTurnAsync(messenger.EditInterval(chat.Address), null, cancellationToken);
        await messenger.PostAsync(chat.Address, new OutgoingMessage { Text = text, Key = key }, cancellationToken);
    }
}
