using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Negotiations.Postgres;

/// <summary>
/// Brings one package into one file, byte by byte the pinned one. A connection that breaks is taken up where it broke,
/// in this process or by the next one that finds the unfinished file.
/// </summary>
internal sealed class PackageDownload : IDisposable
{
    // In a row, without one byte between them; and in all, for a server that sends a few bytes at a time.
    const int MostFailures = 5;
    const int MostBreaks = 50;

    static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    readonly HttpClient client = new(new SocketsHttpHandler { ConnectTimeout = LongestSilence })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    readonly ProgramPackage package;
    readonly Uri address;
    readonly TimeSpan firstPause;
    readonly Action<string> report;

    /// <param name="package">What is wanted.</param>
    /// <param name="repository">The address its path is below; a name and a password in it are sent to that server.
    /// </param>
    /// <param name="firstPause">After a failure; it doubles with each further one.</param>
    /// <param name="report">Receives lines for people.</param>
    public PackageDownload(ProgramPackage package, string repository, TimeSpan firstPause, Action<string> report)
    {
        (this.package, this.firstPause, this.report) = (package, firstPause, report);
        var whole = new UriBuilder($"{repository.TrimEnd('/')}/{package.Path}");
        if (whole.UserName.Length > 0)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(
                    Encoding.UTF8.GetBytes(
                        $"{Uri.UnescapeDataString(whole.UserName)}:{Uri.UnescapeDataString(whole.Password)}"
                    )
                )
            );

        (whole.UserName, whole.Password) = ("", "");
        address = whole.Uri;
    }

    /// <summary>For people: without the password it may have been given with.</summary>
    public Uri Address => address;

    /// <summary>The file from its beginning, its checksum verified; it cannot change while it is open.</summary>
    /// <exception cref="FetchFailedException">It could not be had, or is not the pinned one: then nothing of it
    /// stays.</exception>
    public async Task<FileStream> FetchAsync(string path, CancellationToken stop)
    {
        var file = new FileStream(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.Read | FileShare.Delete,
            bufferSize: 0
        );
        try
        {
            if (file.Length > package.Bytes)
                file.SetLength(0);

            var isOlder = file.Length > 0;
            if (isOlder)
                report($"{Megabytes(file.Length)} MB of it are here from before; going on from there.");

            await FillAsync(file, stop);
            if (isOlder && await HashAsync(file, stop) != package.Sha256)
            {
                report("What was here from before does not fit; fetching all of it.");
                file.SetLength(0);
                await FillAsync(file, stop);
            }

            if (await HashAsync(file, stop) is var hash && hash != package.Sha256)
            {
                File.Delete(path);
                throw new FetchFailedException(
                    $"What {address} sent is not the pinned package: its SHA-256 is {hash}, not {package.Sha256}. "
                        + "Nothing of it was stored."
                );
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => client.Dispose();

    public static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    async Task FillAsync(FileStream file, CancellationToken stop)
    {
        var begin = file.Length;
        var (failures, breaks) = (0, 0);
        while (file.Length < package.Bytes)
        {
            var before = file.Length;
            var why = await ReadOnAsync(file, stop);
            if (file.Length == package.Bytes)
                return;

            failures = file.Length > before ? 1 : failures + 1;

            // Without a network there is nothing to wait for; one that was there a moment ago may come back.
            var isCutOff = why.IsNoConnection && file.Length == begin;
            if (isCutOff || failures == MostFailures || ++breaks == MostBreaks)
                throw new FetchFailedException($"{address}: {why.Sentence}");

            var pause = firstPause * Math.Pow(2, failures - 1);
            report(
                $"Broken off after {Megabytes(file.Length)} of {Megabytes(package.Bytes)} MB ({why.Sentence}); "
                    + $"going on in {pause.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s."
            );
            await Task.Delay(pause, stop);
        }
    }

    // Until the answer ends, wherever that is, and why it was not at the end of the package.
    async Task<Fault> ReadOnAsync(FileStream file, CancellationToken stop)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        silence.CancelAfter(LongestSilence);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (file.Length > 0)
                request.Headers.Range = new RangeHeaderValue(file.Length, null);

            using var response = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                silence.Token
            );
            if (response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests)
                return new Fault($"the answer was {(int)response.StatusCode}");

            Check(response, file);
            await using var content = await response.Content.ReadAsStreamAsync(silence.Token);
            await CopyAsync(content, file, silence);
            return new Fault("the answer ended early");
        }
        catch (HttpRequestException exception)
        {
            return new Fault(
                exception.Message + (exception.InnerException is { } cause ? $" ({cause.Message})" : ""),
                exception.HttpRequestError
                    is HttpRequestError.NameResolutionError
                        or HttpRequestError.ConnectionError
                        or HttpRequestError.SecureConnectionError
            );
        }
        catch (IOException exception)
        {
            return new Fault(exception.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Fault($"nothing came for {LongestSilence.TotalSeconds:0} seconds", file.Length == 0);
        }
    }

    void Check(HttpResponseMessage response, FileStream file)
    {
        if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
            throw new FetchFailedException(
                $"The file at {address} is not the pinned package: it ends before {package.Bytes} bytes."
            );

        if (!response.IsSuccessStatusCode)
            throw new FetchFailedException($"{address} answers {(int)response.StatusCode} ({response.ReasonPhrase}).");

        var range = response.Content.Headers.ContentRange;
        if (response.StatusCode != HttpStatusCode.PartialContent)
            file.SetLength(0);
        else if (range?.From != file.Length)
            throw new FetchFailedException($"{address} sends another part of the file than was asked for.");

        if (
            (range?.Length ?? file.Length + response.Content.Headers.ContentLength) is { } bytes
            && bytes != package.Bytes
        )
            throw new FetchFailedException(
                $"The file at {address} is not the pinned package: it has {bytes} bytes, not {package.Bytes}."
            );
    }

    async Task CopyAsync(Stream content, FileStream file, CancellationTokenSource silence)
    {
        var buffer = new byte[81_920];
        var watch = Stopwatch.StartNew();
        file.Position = file.Length;
        while (await content.ReadAsync(buffer, silence.Token) is > 0 and var count)
        {
            // A server that does not say how much it sends may send for ever.
            if (file.Length + count > package.Bytes)
                throw new FetchFailedException($"{address} sends more than the pinned package has.");

            await WriteAsync(file, buffer.AsMemory(0, count), silence.Token);
            silence.CancelAfter(LongestSilence);
            if (watch.Elapsed < Between)
                continue;

            watch.Restart();
            report(
                $"  {Megabytes(file.Length)} of {Megabytes(package.Bytes)} MB ({100 * file.Length / package.Bytes} %)"
            );
        }
    }

    // What the disk refuses must not be taken for a broken connection.
    static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        try
        {
            await file.WriteAsync(bytes, stop);
        }
        catch (IOException exception)
        {
            throw new FetchFailedException(exception.Message, exception);
        }
    }

    static async Task<string> HashAsync(FileStream file, CancellationToken stop)
    {
        file.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
    }

    readonly record struct Fault(string Sentence, bool IsNoConnection = false);
}
