using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>A message in which Flash asked for other words: a row of <c>flash.word_requests</c>. An answer to it words
/// the generation anew.</summary>
public sealed class WordRequest
{
    public long Id { get; set; }

    public GenerationId GenerationId { get; set; }

    /// <summary>Null from the moment someone presses until the question stands in the chat.</summary>
    public MessageRef? Message { get; set; }

    public DateTimeOffset AskedAt { get; set; }
}
