using System.Net;
using System.Net.Http.Headers;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Connecting;

/// <summary>How a request gets to the server: redirects, repeats, and what is said where nothing answers.</summary>
internal sealed class Transport : IDisposable
{
    private const int MostRedirects = 3;

    private readonly Connection connection;
    private readonly CommandEnvironment environment;
    private readonly HttpClient client;

    public Transport(Connection connection, CommandEnvironment environment)
    {
        (this.connection, this.environment) = (connection, environment);
        client = CreateClient(environment.Timeout);
    }

    /// <summary>The server as a person named it.</summary>
    public string Server => connection.Server;

    /// <summary>A request to this server.</summary>
    /// <param name="content">The body; null: none.</param>
    public HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content = null) =>
        new(method, connection.Server + path) { Content = content };

    /// <summary>Sends, and reads the answer or ends the command with the refusal.</summary>
    /// <param name="create">Called for each attempt.</param>
    public Task<Answer> SendAsync(Func<HttpRequestMessage> create, bool isRepeatable, CancellationToken stop) =>
        SendAsync(create, isRepeatable, ReadAsync, stop);

    /// <inheritdoc cref="SendAsync(Func{HttpRequestMessage}, bool, CancellationToken)"/>
    /// <param name="read">Reads what is not to be asked for once more.</param>
    public async Task<T> SendAsync<T>(
        Func<HttpRequestMessage> create,
        bool isRepeatable,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
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
                using var response = await Waiting.ForAsync(client.SendAsync(request, stop), Server, environment);
                if (!repeats.AreDueAfter(response, out pause))
                    return await read(response, stop);
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

    /// <summary>Opens an answer that is read as it comes.</summary>
    /// <param name="accept">The media type wanted.</param>
    public async Task<HttpResponseMessage> OpenAsync(string path, string accept, CancellationToken stop)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = Request(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd(accept + ", application/problem+json");
            HttpResponseMessage? response = null;
            var isOpen = false;
            try
            {
                response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    CheckMediaType(response, accept);
                    isOpen = true;
                    return response;
                }

                var answer = await ReadAsync(response, stop);
                path = Followed(
                    answer.Location
                        ?? throw new CommandFailedException(
                            ExitCode.Refused,
                            $"{Server}{path} answers with {answer.Status}."
                        ),
                    redirects
                );
            }
            catch (HttpRequestException broken)
            {
                throw Unreached(broken);
            }
            catch (OperationCanceledException silent) when (!stop.IsCancellationRequested)
            {
                throw Unreached(silent);
            }
            finally
            {
                if (!isOpen)
                    response?.Dispose();
            }
        }
    }

    /// <summary>
    /// Sends a file of any size, as it is read. It can be sent once only: what was taken in is found again by its
    /// import.
    /// </summary>
    public async Task<Answer> UploadAsync(string path, HttpContent content, CancellationToken stop)
    {
        // Its own client: however long the file takes, and as long as the transport goes on.
        using var uploading = CreateClient(Timeout.InfiniteTimeSpan);
        using var request = Request(HttpMethod.Post, path, content);

        // What is refused before the file is read is said before the file is sent.
        request.Headers.ExpectContinue = true;
        try
        {
            using var response = await uploading.SendAsync(request, stop);
            return await ReadAsync(response, stop);
        }
        catch (HttpRequestException broken)
        {
            throw Unreached(broken);
        }
    }

    /// <summary>Where a redirect leads: a negotiation went on in another one. The way stays on this server, and so may
    /// the key.</summary>
    /// <param name="redirects">Followed so far.</param>
    public string Followed(string next, int redirects) =>
        redirects < MostRedirects
            ? next
            : throw new CommandFailedException(
                ExitCode.Unreached,
                $"{Server} redirects in a circle: after {redirects} redirects it names {next}."
            );

    public async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken stop) =>
        Outcome.Read(response, await response.Content.ReadAsStringAsync(stop), connection);

    /// <inheritdoc cref="Outcome.CheckMediaType"/>
    public void CheckMediaType(HttpResponseMessage response, string accept) =>
        Outcome.CheckMediaType(response, accept, connection);

    public void Dispose() => client.Dispose();

    // Redirects are not followed by the client: a POST would become a GET, and a key would travel to wherever the
    // answer points.
    private HttpClient CreateClient(TimeSpan timeout)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
        var created = new HttpClient(new ServerVersionCheck(environment, handler)) { Timeout = timeout };
        created.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("negotiations", ProductVersion.Text));
        created.DefaultRequestHeaders.Accept.ParseAdd("application/json, application/problem+json");
        if (connection.Key is { } key)
            created.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        return created;
    }

    private CommandFailedException Unreached(Exception away) =>
        new(
            ExitCode.Unreached,
            away is HttpRequestException
                ? $"{Server} does not answer: {away.Message}. Start the server, or name another with --server or "
                    + "NEGOTIATIONS_SERVER."
                : $"{Server} did not answer within {environment.Timeout.TotalMinutes:0} minutes."
        )
        {
            MayPass = true,
        };
}
