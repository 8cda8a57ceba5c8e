using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;

namespace Flash.Worker.Jobs;

/// <summary>What came of a generation and has to be told in its chat.</summary>
internal abstract record FinishedWork
{
    private FinishedWork() { }

    /// <summary>It worked.</summary>
    /// <param name="Message">What the chat is to show.</param>
    /// <param name="Pictures">What is kept of it.</param>
    /// <param name="ModelRevision">Which state of the model drew it.</param>
    public sealed record Made(OutgoingMessage Message, IReadOnlyList<DeliveredPicture> Pictures, string ModelRevision)
        : FinishedWork
    {
        /// <summary>A safety checker flagged one of them.</summary>
        public bool IsFlagged { get; init; }

        /// <summary>What the host's safety checker saw in them, and in the picture that a person sent for
        /// them.</summary>
        public IReadOnlyList<PictureLook> Looks { get; init; } = [];

        /// <summary>The same, looked at by the host's checker.</summary>
        public Made Seen(IReadOnlyList<PictureLook> looks) =>
            this with
            {
                IsFlagged = IsFlagged || looks.Any(look => look.IsUnsafe),
                Looks = looks,
            };
    }

    /// <summary>It will not work.</summary>
    /// <param name="Sentence">For the person.</param>
    /// <param name="Reason">For the operator: in the audit log, never in the chat.</param>
    public sealed record Failed(string Sentence, string Reason) : FinishedWork;

    /// <summary>Its owner called it off.</summary>
    public sealed record Cancelled : FinishedWork;
}
