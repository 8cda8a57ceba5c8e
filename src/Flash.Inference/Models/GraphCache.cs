using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace Flash.Inference.Models;

/// <summary>Keeps graphs as ONNX Runtime has optimised them for this machine, so that large models load faster and with
/// less memory the next time.</summary>
/// <remarks>
/// One folder for each model file, in it one for its present state; older states are deleted when a new one is written.
/// A folder appears complete or not at all. What an entry is for is part of its name: file, length, time of change,
/// ONNX Runtime's version and the processor's instruction sets, because optimised graphs are laid out for them.
/// </remarks>
/// <param name="folder">Made when it does not exist, for this user alone.</param>
/// <param name="leastBytes">Smaller models load quickly as they are.</param>
internal sealed class GraphCache(string folder, long leastBytes)
{
    private const string Graph = "model.onnx",
        Weights = "model.onnx_data";

    /// <summary>The kept graph of a model file; null when there is none, or when it is not worth keeping.</summary>
    public string? Find(string path)
    {
        var graph = Path.Combine(EntryOf(path), Graph);
        return File.Exists(graph) ? graph : null;
    }

    public bool IsWorthKeeping(string path) => BytesOf(path) >= leastBytes;

    /// <summary>Opens the original, and keeps what it was optimised to. A cache that cannot be written is no reason to
    /// fail: then nothing is kept.</summary>
    /// <param name="path">The original.</param>
    /// <param name="open">Opens it with options that may name a file to write.</param>
    public InferenceSession OpenAndKeep(string path, Func<string, Action<SessionOptions>, InferenceSession> open)
    {
        var entry = EntryOf(path);
        var partial = Prepare(entry);
        if (partial is null)
        {
            return open(path, _ => { });
        }

        try
        {
            var session = open(path, options =>
            {
                options.OptimizedModelFilePath = Path.Combine(partial, Graph);
                // Above 2 GB a graph cannot hold its weights; a file beside it always can, and is mapped when it is
                // read.
                options.AddSessionConfigEntry("session.optimized_model_external_initializers_file_name", Weights);
                options.AddSessionConfigEntry(
                    "session.optimized_model_external_initializers_min_size_in_bytes",
                    "1024"
                );
            });
            Keep(partial, entry);
            return session;
        }
        finally
        {
            Delete(partial);
        }
    }

    /// <summary>Forgets an entry that turned out not to load.</summary>
    public void Forget(string path) => Delete(EntryOf(path));

    private static string? Prepare(string entry)
    {
        try
        {
            var partial = $"{entry}.{Guid.NewGuid():N}.partial";
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(partial);
            }
            else
            {
                Directory.CreateDirectory(
                    partial,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
            }

            return partial;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Keep(string partial, string entry)
    {
        try
        {
            foreach (
                var older in Directory
                    .EnumerateDirectories(Path.GetDirectoryName(entry)!)
                    .Where(other => other != partial && other != entry)
            ) // an entry always lies in a folder
            {
                Delete(older);
            }

            Directory.Move(partial, entry);
        }
        catch (IOException)
        {
            // Another process was quicker; its entry is as good.
        }
    }

    private static void Delete(string entry)
    {
        try
        {
            Directory.Delete(entry, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there, or in use by another process: it is found and deleted another time.
        }
    }

    private static long BytesOf(string path) =>
        // A model file always lies in a folder.
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Sum(file => new FileInfo(file).Length);

    private string EntryOf(string path)
    {
        var source = Path.GetFullPath(path);
        var machine =
            $"{OrtEnv.Instance().GetVersionString()} {RuntimeInformation.ProcessArchitecture} {Avx2.IsSupported} "
            + $"{Avx512F.IsSupported} {Avx512BW.IsSupported} {AvxVnni.IsSupported}";
        var state = $"{BytesOf(source)} {File.GetLastWriteTimeUtc(source).Ticks} {machine}";
        return Path.Combine(folder, Hash(source), Hash(state));
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
}
