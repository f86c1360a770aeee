using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Connecting;

/// <summary>
/// The endpoints of one server. Whatever is not an answer ends the command with a <see cref="CommandFailedException"/>.
/// </summary>
internal sealed class Api : IDisposable
{
    private const int MostRedirects = 3;

    private readonly Connection connection;
    private readonly CommandEnvironment environment;

    // Redirects are not followed: a POST would become a GET, and a key would travel to wherever the answer points.
    private readonly HttpClient client;

    public Api(Connection connection, CommandEnvironment environment)
    {
        this.connection = connection;
        this.environment = environment;
        client = new HttpClient(
            new ServerVersionCheck(
                environment,
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    AutomaticDecompression = DecompressionMethods.All,
                    ConnectTimeout = TimeSpan.FromSeconds(10),
                }
            )
        )
        {
            Timeout = environment.Timeout,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("negotiations", ProductVersion.Text));
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json, application/problem+json");
        if (connection.Key is { } key)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>The path of a negotiation.</summary>
    public static string Negotiation(string id, string below = "") =>
        $"/api/negotiations/{Uri.EscapeDataString(id)}{below}";

    /// <summary>Asks; a question may be repeated, so it is, when the connection breaks.</summary>
    public async Task<JsonElement> GetAsync(string path, QueryText query, CancellationToken stop)
    {
        var address = path + query;
        for (var redirects = 0; ; redirects++)
        {
            var answer = await SendAsync(
                () => new HttpRequestMessage(HttpMethod.Get, connection.Server + address),
                isRepeatable: true,
                stop
            );
            if (answer is not { Status: (int)HttpStatusCode.PermanentRedirect, Location: { } next })
                return answer.Json;

            address = Followed(next, redirects);
        }
    }

    // A negotiation that went on in another one: the way stays on this server, and so may the key.
    private string Followed(string next, int redirects) =>
        redirects < MostRedirects
            ? next
            : throw new CommandFailedException(
                ExitCode.Unreached,
                $"{connection.Server} redirects in a circle: after {redirects} redirects it names {next}."
            );

    /// <summary>Asks for a text that is not JSON, or not to be read as such.</summary>
    public async Task<string> GetTextAsync(string path, QueryText query, CancellationToken stop)
    {
        var address = path + query;
        for (var redirects = 0; ; redirects++)
        {
            var (text, next) = await SendAsync(
                () => new HttpRequestMessage(HttpMethod.Get, connection.Server + address),
                isRepeatable: true,
                (response, text) =>
                {
                    if (response.StatusCode != HttpStatusCode.OK)
                        return ((string?)null, Outcome.Read(response, text, connection).Location);

                    Outcome.CheckMediaType(response, "*/*", connection);
                    return (text, null);
                },
                stop
            );
            if (next is null)
                return text!;

            address = Followed(next, redirects);
        }
    }

    /// <summary>Opens an answer that is read as it comes.</summary>
    /// <param name="accept">The media type wanted.</param>
    public async Task<HttpResponseMessage> OpenAsync(string path, string accept, CancellationToken stop)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, connection.Server + path);
            request.Headers.Accept.ParseAdd(accept + ", application/problem+json");

            HttpResponseMessage? response = null;
            var isOpen = false;
            try
            {
                response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    Outcome.CheckMediaType(response, accept, connection);
                    isOpen = true;
                    return response;
                }

                var next = Outcome.Read(response, await response.Content.ReadAsStringAsync(stop), connection).Location
                    ?? throw new CommandFailedException(
                        ExitCode.Refused,
                        $"{connection.Server}{path} answers with {(int)response.StatusCode}."
                    );
                path = Followed(next, redirects);
            }
            catch (Exception away) when (IsAway(away, stop))
            {
                throw Unreached(away);
            }
            finally
            {
                if (!isOpen)
                    response?.Dispose();
            }
        }
    }

    private static bool IsAway(Exception failed, CancellationToken stop) =>
        failed is HttpRequestException || (failed is OperationCanceledException && !stop.IsCancellationRequested);

    private CommandFailedException Unreached(Exception away) =>
        new(
            ExitCode.Unreached,
            away is HttpRequestException
                ? $"{connection.Server} does not answer: {away.Message}. Start the server, or name another with "
                    + "--server or NEGOTIATIONS_SERVER."
                : $"{connection.Server} did not answer within {client.Timeout.TotalMinutes:0} minutes."
        )
        {
            MayPass = true,
        };

    /// <summary>The server as a person named it.</summary>
    public string Server => connection.Server;

    /// <summary>Asks for something that is not JSON: a tile, a checkpoint, lines.</summary>
    /// <returns>Null when the server has no such thing.</returns>
    public async Task<byte[]?> GetBytesAsync(string path, CancellationToken stop)
    {
        var repeats = new Repeats(isRepeatable: true);
        while (true)
        {
            TimeSpan pause;
            try
            {
                using var response = await Waiting.ForAsync(
                    client.GetAsync(connection.Server + path, stop),
                    connection.Server,
                    environment
                );
                if (response.StatusCode is HttpStatusCode.NotFound)
                    return null;

                if (response.StatusCode is HttpStatusCode.OK)
                {
                    Outcome.CheckMediaType(response, "*/*", connection);
                    return await response.Content.ReadAsByteArrayAsync(stop);
                }

                if (!repeats.AreDueAfter(response, out pause))
                    throw CommandFailedException.CannotBeChecked(
                        $"{connection.Server}{path} answers with {(int)response.StatusCode}: this cannot be checked."
                    );
            }
            catch (HttpRequestException broken)
            {
                if (!repeats.AreDueAfter(broken, out pause))
                    throw Unreached(broken);
            }

            await environment.Pause(pause, stop);
        }
    }

    /// <summary>Hands something in that is not JSON and may be handed in twice.</summary>
    public Task<Answer> PostTextAsync(string path, string text, CancellationToken stop) =>
        SendAsync(
            () =>
                new HttpRequestMessage(HttpMethod.Post, connection.Server + path)
                {
                    Content = new StringContent(text, Encoding.UTF8, "text/plain"),
                },
            isRepeatable: true,
            stop
        );

    /// <summary>
    /// Writes. Repeated when the connection breaks or the server is away for a moment, always under the same key, so
    /// that it is recorded once.
    /// </summary>
    /// <param name="json">The body, sent as it is: what is wrong with it is the server's to say.</param>
    /// <param name="idempotencyKey">The same for every attempt.</param>
    /// <param name="ifMatch">The entity tag of the version seen last; null: any.</param>
    public Task<Answer> WriteAsync(
        string path,
        QueryText query,
        string json,
        string idempotencyKey,
        string? ifMatch,
        CancellationToken stop
    ) =>
        SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, connection.Server + path + query)
                {
                    Content = new StringContent(json, Encoding.UTF8, "application/json"),
                };
                request.Headers.Add("Idempotency-Key", idempotencyKey);
                if (ifMatch is not null)
                    request.Headers.TryAddWithoutValidation("If-Match", ifMatch);

                return request;
            },
            isRepeatable: true,
            stop
        );

    /// <summary>Starts or makes something that has no key to be distinguished by, and so is sent once.</summary>
    /// <param name="json">The body; null: none.</param>
    public Task<Answer> StartAsync(string path, CancellationToken stop, string? json = null) =>
        SendAsync(
            () =>
                new HttpRequestMessage(HttpMethod.Post, connection.Server + path)
                {
                    Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
                },
            isRepeatable: false,
            stop
        );

    /// <summary>Takes something away; taken away twice, it is as much away.</summary>
    public Task<Answer> DeleteAsync(string path, CancellationToken stop) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Delete, connection.Server + path), isRepeatable: true, stop);

    /// <summary>
    /// Sends a file of any size, as it is read. It can be sent once only: what was taken in is found again by its
    /// import.
    /// </summary>
    public async Task<Answer> UploadAsync(string path, QueryText query, HttpContent content, CancellationToken stop)
    {
        // Its own client: however long the file takes, and as long as the transport goes on.
        using var uploading = new HttpClient(
            new ServerVersionCheck(
                environment,
                new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) }
            )
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, connection.Server + path + query)
        {
            Content = content,
        };

        // What is refused before the file is read is said before the file is sent.
        request.Headers.ExpectContinue = true;
        foreach (var header in client.DefaultRequestHeaders)
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);

        try
        {
            using var response = await uploading.SendAsync(request, stop);
            return Outcome.Read(response, await response.Content.ReadAsStringAsync(stop), connection);
        }
        catch (HttpRequestException broken)
        {
            throw Unreached(broken);
        }
    }

    /// <summary>Asks for something longer than memory should hold, and writes it as it comes.</summary>
    public async Task DownloadAsync(string path, Stream to, CancellationToken stop)
    {
        using var response = await client.GetAsync(
            connection.Server + path,
            HttpCompletionOption.ResponseHeadersRead,
            stop
        );
        if (response.StatusCode != HttpStatusCode.OK)
            throw new CommandFailedException(
                ExitCode.Refused,
                $"{connection.Server}{path} answers with {(int)response.StatusCode}."
            );

        await response.Content.CopyToAsync(to, stop);
    }

    public void Dispose() => client.Dispose();

    private Task<Answer> SendAsync(Func<HttpRequestMessage> create, bool isRepeatable, CancellationToken stop) =>
        SendAsync(create, isRepeatable, (response, text) => Outcome.Read(response, text, connection), stop);

    private async Task<T> SendAsync<T>(
        Func<HttpRequestMessage> create,
        bool isRepeatable,
        Func<HttpResponseMessage, string, T> read,
        CancellationToken stop
    )
    {
        var repeats = new Repeats(isRepeatable);
        while (true)
        {
            TimeSpan pause;
            try
            {
                using var request = create();
                using var response = await Waiting.ForAsync(
                    client.SendAsync(request, stop),
                    connection.Server,
                    environment
                );
                var text = await response.Content.ReadAsStringAsync(stop);
                if (!repeats.AreDueAfter(response, out pause))
                    return read(response, text);
            }
            catch (HttpRequestException broken)
            {
                if (!repeats.AreDueAfter(broken, out pause))
                    throw Unreached(broken);
            }
            catch (OperationCanceledException silent) when (!stop.IsCancellationRequested)
            {
                throw Unreached(silent);
            }

            await environment.Pause(pause, stop);
        }
    }
}
