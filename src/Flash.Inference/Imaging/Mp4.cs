using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Flash.Inference.Imaging;

/// <summary>Frames to H.264 in MP4, by the program ffmpeg on the PATH.</summary>
internal static class Mp4
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Whether ffmpeg is on the PATH.</summary>
    public static bool IsAvailable =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg")));

    /// <param name="frames">All of the same size. An odd side loses its last pixel: the format halves its
    /// colours.</param>
    /// <param name="frameDelay">How long each is shown.</param>
    /// <param name="rate">x264's constant rate factor, 0 (lossless) to 51.</param>
    /// <exception cref="InferenceException">There is no ffmpeg, or it failed.</exception>
    public static byte[] Encode(IReadOnlyList<RgbImage> frames, TimeSpan frameDelay, int rate)
    {
        var (width, height) = (frames[0].Width & ~1, frames[0].Height & ~1);
        var path = Path.Combine(Path.GetTempPath(), $"flash-{Guid.NewGuid():N}.mp4");
        try
        {
            using var ffmpeg = Start(
                "-v",
                "error",
                "-nostdin",
                "-y",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "rgb24",
                "-video_size",
                string.Create(CultureInfo.InvariantCulture, $"{frames[0].Width}x{frames[0].Height}"),
                "-framerate",
                string.Create(CultureInfo.InvariantCulture, $"{1 / frameDelay.TotalSeconds:0.###}"),
                "-i",
                "pipe:0",
                "-vf",
                string.Create(CultureInfo.InvariantCulture, $"crop={width}:{height}:0:0"),
                "-c:v",
                "libx264",
                "-preset",
                "medium",
                "-crf",
                rate.ToString(CultureInfo.InvariantCulture),
                "-pix_fmt",
                "yuv420p",
                "-movflags",
                "+faststart",
                "-an",
                path
            );
            var errors = ffmpeg.StandardError.ReadToEndAsync();
            Feed(ffmpeg, frames);
            if (!ffmpeg.WaitForExit(Patience))
            {
                ffmpeg.Kill(entireProcessTree: true);
                throw new InferenceException(
                    $"ffmpeg did not finish within {Patience.TotalMinutes:0} minutes.",
                    null,
                    isTransient: true
                );
            }

            return ffmpeg.ExitCode == 0
                ? File.ReadAllBytes(path)
                : throw new InferenceException(
                    $"ffmpeg could not make an MP4: {errors.GetAwaiter().GetResult().Trim().Split('\n')[0]}"
                );
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static InferenceException Missing(Exception? inner) =>
        new("MP4 needs the program ffmpeg, which is not on the PATH; install it, or ask for gif or webp.", inner);

    private static Process Start(params string[] arguments)
    {
        try
        {
            // Never null: nothing is reused without a shell.
            return Process.Start(
                new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardInput = true, RedirectStandardError = true }
            )!;
        }
        catch (Win32Exception e)
        {
            throw Missing(e);
        }
    }

    private static void Feed(Process ffmpeg, IReadOnlyList<RgbImage> frames)
    {
        try
        {
            using var input = ffmpeg.StandardInput.BaseStream;
            foreach (var frame in frames)
            {
                input.Write(frame.Pixels.Span);
            }
        }
        catch (IOException)
        {
            // It ended early; its exit code and its words say why.
        }
    }
}
