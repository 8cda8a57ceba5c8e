namespace Flash.Bots.Discord.Interactions;

/// <summary>Something that came from Discord and is meant for Flash.</summary>
internal abstract record Arrival
{
    private Arrival() { }

    /// <summary>Names it in the log.</summary>
    public abstract ulong Id { get; }

    /// <summary>A command, a press, a form.</summary>
    public sealed record Acted(Interaction Interaction) : Arrival
    {
        public override ulong Id => Interaction.Id;
    }

    /// <summary>Words in direct messages.</summary>
    public sealed record Said(DirectMessage Message) : Arrival
    {
        public override ulong Id => Message.Id;
    }
}
