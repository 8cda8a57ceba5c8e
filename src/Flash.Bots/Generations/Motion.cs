using System.Text.Json.Serialization;

namespace Flash.Bots.Generations;

/// <summary>How a picture is set in motion.</summary>
/// <param name="Move">What moves.</param>
/// <param name="IsLong">Twice as long as usual.</param>
public sealed record Motion(MotionMove Move, bool IsLong = false)
{
    /// <summary>Tells it apart from others: <c>gentle</c>, <c>left-long</c>.</summary>
    public override string ToString() => Move.ToString().ToLowerInvariant() + (IsLong ? "-long" : "");
}

/// <summary>What moves, and how much. Stored by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MotionMove>))]
public enum MotionMove
{
    /// <summary>As usual for the model.</summary>
    Usual,

    /// <summary>The scene, a little.</summary>
    Gentle,

    /// <summary>The scene, a lot.</summary>
    Strong,

    /// <summary>The camera, to the left and back; likewise the others.</summary>
    Left,
    Right,

    /// <summary>The camera comes nearer and goes back again.</summary>
    In,

    /// <summary>It begins near, goes away and comes back.</summary>
    Out,
}
