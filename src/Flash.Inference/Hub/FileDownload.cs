using System.Net;

namespace Flash.Inference.Hub;

/// <summary>Brings one file, going on where an earlier try or an earlier run stopped.</summary>
/// <remarks>A file grows under the name <c>…part</c> and gets its own name only when its size and hash are
/// right.</remarks>
internal sealed class FileDownload(HubClient hub, HubOptions options, TimeProvider time)
{
    private const int BufferSize = 1 << 17;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <param name="repository">Where from.</param>
    /// <param name="commit">At which state.</param>
    /// <param name="file">Which file.</param>
    /// <param name="target">Where to; its folder exists.</param>
    /// <param name="arrived">Hears how many of the file's bytes are here, now and then; the number falls when the file
    /// starts over.</param>
    /// <param name="cancellationToken">Leaves the part that is here for the next run.</param>
    /// <exception cref="InferenceException">The hub kept failing, or what came is not what it promised.</exception>
    public async Task RunAsync(
        HubRepository repository,
        string commit,
        HubFile file,
        string target,
        Action<long> arrived,
        CancellationToken cancellationToken
    )
    {
        var part = target + ".part";
        var corrupt = false;
        while (true)
        {
            await FillAsync(repository, commit, file, part, arrived, cancellationToken);
            if (await file.Digest.MatchesAsync(part, cancellationToken))
            {
                File.Move(part, target, overwrite: true);
                return;
            }

            File.Delete(part);
            if (corrupt)
            {
                throw new InferenceException(
                    $"{file.Path} of {repository} arrived twice with another hash than the hub gives "
                        + $"({file.Digest.Algorithm} {file.Digest.Hex})."
                );
            }

            corrupt = true;
        }
    }

    private async Task FillAsync(
        HubRepository repository,
        string commit,
        HubFile file,
        string part,
        Action<long> arrived,
        CancellationToken cancellationToken
    )
    {
        var failures = 0;
        while (Length(part) is var before && before != file.Size)
        {
            TimeSpan? asked = null;
            Exception failure;
            try
            {
                await AppendAsync(
                    repository,
                    commit,
                    file,
                    part,
                    before > file.Size ? 0 : Math.Max(0, before),
                    arrived,
                    cancellationToken
                );
                failure = new IOException($"the connection closed after {Length(part)} of {file.Size} bytes");
            }
            catch (HubBusyException e)
            {
                (failure, asked) = (e, e.RetryAfter);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException)
            {
                failure = e;
            }

            // Every new byte is progress; only tries that bring nothing count.
            failures = Length(part) > before ? 0 : failures + 1;
            if (failures >= options.Attempts)
            {
                throw new InferenceException(
                    $"{file.Path} of {repository} could not be downloaded: {failure.Message}. What arrived is kept; "
                        + $"run the command again to go on.",
                    failure
                );
            }

            if (Length(part) != file.Size)
            {
                await Task.Delay(asked ?? Delay(failures), time, cancellationToken);
            }
        }

        if (file.Size == 0)
        {
            await File.WriteAllBytesAsync(part, [], cancellationToken);
        }
    }

    private TimeSpan Delay(int failures)
    {
        var delay = options.RetryDelay * Math.Pow(2, Math.Max(0, failures - 1));
        return delay < LongestDelay ? delay : LongestDelay;
    }

    private async Task AppendAsync(
        HubRepository repository,
        string commit,
        HubFile file,
        string part,
        long from,
        Action<long> arrived,
        CancellationToken cancellationToken
    )
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            stall.CancelAfter(options.StallTimeout);
            using var response = await hub.OpenAsync(repository, commit, file, from, stall.Token);
            if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                File.Delete(part);
                return;
            }

            // A server may ignore the range, or answer another one: then the file starts over.
            var goesOn =
                response.StatusCode is HttpStatusCode.PartialContent
                && response.Content.Headers.ContentRange?.From == from
                && from > 0;
            if (response.StatusCode is HttpStatusCode.PartialContent && !goesOn)
            {
                File.Delete(part);
                throw new IOException($"the hub answered with another range than bytes {from}-");
            }

            await using var source = await response.Content.ReadAsStreamAsync(stall.Token);
            await using var sink = new FileStream(
                part,
                goesOn ? FileMode.Append : FileMode.Create,
                FileAccess.Write,
                FileShare.Read,
                BufferSize,
                useAsync: true
            );
            await CopyAsync(source, sink, file, arrived, stall);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing arrived for {options.StallTimeout.TotalSeconds:0} s");
        }
    }

    private async Task CopyAsync(
        Stream source,
        FileStream sink,
        HubFile file,
        Action<long> arrived,
        CancellationTokenSource stall
    )
    {
        var buffer = new byte[BufferSize];
        for (int read; (read = await source.ReadAsync(buffer, stall.Token)) > 0; )
        {
            if (sink.Position + read > file.Size)
            {
                throw new IOException($"the hub sends more than the {file.Size} bytes it promised");
            }

            await sink.WriteAsync(buffer.AsMemory(0, read), stall.Token);
            arrived(sink.Position);
            stall.CancelAfter(options.StallTimeout);
        }
    }

    // -1: there is no file yet, not even an empty one.
    private static long Length(string path) => new FileInfo(path) is { Exists: true } info ? info.Length : -1;
}
