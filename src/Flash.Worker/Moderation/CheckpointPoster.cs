using Flash.Bots.Audit;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;

namespace Flash.Worker.Moderation;

/// <summary>Posts signed checkpoints to the moderators' chats: out of the reach of whoever owns the database, and seen
/// by people.</summary>
internal sealed class CheckpointPoster(
    WitnessedCheckpoints witnessed,
    ModeratorChats chats,
    IEnumerable<IMessenger> messengers,
    ChatBudgets budgets
) : IAuditWitness
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
            Wording.Speak(await chats.LanguageAsync(chat, cancellationToken));
            await budgets.Of(chat.Address).TakeResultTurnAsync(messenger.EditInterval(chat.Address), cancellationToken);
            var text = $"{Texts.CheckpointPosted}\n{checkpoint.ToText()}\n{AuditCheckpoint.KeyText(publicKey)}";
            await messenger.PostAsync(
                chat.Address,
                new OutgoingMessage { Text = text, Key = $"checkpoint {checkpoint.Sequence} in {chat.Place}" },
                cancellationToken
            );
        }
        catch (MessengerException)
        {
            await witnessed.GiveBackAsync(chat, CancellationToken.None);
            throw;
        }
    }
}
