using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Worker;

/// <summary>Section <c>Flash:Worker</c>.</summary>
public sealed class WorkerOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Worker";

    /// <summary>Generations this process denoises at the same time, 1 to 64. One per GPU; on a CPU more than one only
    /// makes all of them slower.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 1;

    /// <summary>Animations this process makes at the same time, beside the generations, 0 to 64; with 0 it makes
    /// none.</summary>
    [Range(0, 64)]
    public int AnimateConcurrency { get; set; } = 1;

    /// <summary>How long a generation belongs to a worker that does not say it is alive, 1 s to 5 min. After a crash
    /// the next attempt starts about that much later.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often this process looks for generations that lost their worker or their job, 100 ms to 1
    /// min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RecoveryInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest time between two looks at the outbox and at the queue, for notifications that got lost, 50 ms
    /// to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often people who wait are told how the queue moves, where their chats have room for it, 100 ms to 1
    /// min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan PlacesInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a stopping process lets work finish before it hands it back, 0 s to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Results on their way to chats at the same time, 1 to 1000. Each holds its encoded pictures in
    /// memory.</summary>
    [Range(1, 1000)]
    public int Deliveries { get; set; } = 32;

    /// <summary>
    /// By how much a result may be late so that people see how it came into being, where it was drawn faster than their
    /// chat can show, 0 s (never) to 1.2 s. Never while someone waits.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01.2")]
    public TimeSpan Playback { get; set; } = TimeSpan.FromSeconds(1.2);

    /// <summary>Megabytes that models beside the configured one may take, by the size of their files, 0 to 1,000,000.
    /// Null: half of this machine's memory; with a GPU, say what fits into it. When one more is asked for, the one
    /// unused for longest is unloaded.</summary>
    [Range(0, 1_000_000)]
    public int? OtherModelsMegabytes { get; set; }

    /// <summary>A model that was used so recently is kept in any case, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan KeepModels { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Animations are MP4 where a network plays that more smoothly than GIF (Telegram) and the program ffmpeg
    /// is on this process's PATH; GIF else, and everywhere where this is false.</summary>
    public bool Mp4 { get; set; } = true;

    /// <summary>The folder of a network that says what pictures show (<c>/describe</c>), with <c>referee.json</c> and
    /// <c>model.onnx</c>. Null: <c>flash-mini-referee</c> in the models folder, where it is.</summary>
    public string? Describer { get; set; }

    /// <summary>Megabytes of pictures that were drawn last and are kept in memory for a quarter of an hour, so that the
    /// same recipe is not drawn twice, 0 (none) to 10,000.</summary>
    [Range(0, 10_000)]
    public int KeptPicturesMegabytes { get; set; } = 64;

    /// <summary>Draws one small picture at start, so that the first person does not wait for the model to
    /// load.</summary>
    public bool WarmUp { get; set; } = true;
}

/// <summary>Generated from the attributes.</summary>
[OptionsValidator]
internal sealed partial class WorkerOptionsValidator : IValidateOptions<WorkerOptions>;
