using System.Net;
using System.Text;
using System.Text.Json;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Connecting;

/// <summary>
/// The endpoints of one server. Whatever is not an answer ends the command with a <see cref="CommandFailedException"/>.
/// </summary>
internal sealed class Api(Connection connection, CommandEnvironment environment) : IDisposable
{
    private readonly Transport transport = new(connection, environment);

    /// <inheritdoc cref="Transport.Server"/>
    public string Server => transport.Server;

    /// <summary>The path of a negotiation.</summary>
    public static string Negotiation(string id, string below = "") =>
        $"/api/negotiations/{Uri.EscapeDataString(id)}{below}";

    /// <summary>Asks; a question may be repeated, so it is, when the connection breaks.</summary>
    public async Task<JsonElement> GetAsync(string path, QueryText query, CancellationToken stop)
    {
        var address = path + query;
        for (var redirects = 0; ; redirects++)
        {
            var answer = await AskAsync(address, transport.ReadAsync, stop);
            if (answer is not { Status: (int)HttpStatusCode.PermanentRedirect, Location: { } next })
                return answer.Json;

            address = transport.Followed(next, redirects);
        }
    }

    /// <summary>Asks for a text that is not JSON, or not to be read as such.</summary>
    public async Task<string> GetTextAsync(string path, QueryText query, CancellationToken stop)
    {
        var address = path + query;
        for (var redirects = 0; ; redirects++)
        {
            var (text, next) = await AskAsync(address, TextOrRedirectAsync, stop);
            if (text is not null)
                return text;

            address = transport.Followed(next!, redirects);
        }
    }

    /// <summary>Asks for something that is not JSON: a tile, a checkpoint, lines.</summary>
    /// <param name="path">Below the server.</param>
    /// <param name="stop">Given up while it comes.</param>
    /// <param name="mayHaveMoved">Nothing is answered where it leads elsewhere, which is refused otherwise.</param>
    /// <returns>Null when the server has no such thing.</returns>
    public Task<byte[]?> GetBytesAsync(string path, CancellationToken stop, bool mayHaveMoved = false) =>
        AskAsync(
            path,
            async (response, stop) =>
            {
                if (response.StatusCode is HttpStatusCode.NotFound)
                    return null;

                if (mayHaveMoved && response.StatusCode is HttpStatusCode.PermanentRedirect)
                    return [];

                if (response.StatusCode is not HttpStatusCode.OK)
                    throw CommandFailedException.CannotBeChecked(
                        $"{Server}{path} answers with {(int)response.StatusCode}: this cannot be checked."
                    );

                transport.CheckMediaType(response, "*/*");
                return await response.Content.ReadAsByteArrayAsync(stop);
            },
            stop
        );

    /// <inheritdoc cref="Transport.OpenAsync"/>
    public Task<HttpResponseMessage> OpenAsync(string path, string accept, CancellationToken stop) =>
        transport.OpenAsync(path, accept, stop);

    /// <inheritdoc cref="Transport.UploadAsync"/>
    public Task<Answer> UploadAsync(string path, QueryText query, HttpContent content, CancellationToken stop) =>
        transport.UploadAsync(path + query, content, stop);

    /// <summary>Sends a body that is not JSON, in a request that may be repeated.</summary>
    public Task<Answer> PostTextAsync(string path, string text, CancellationToken stop) =>
        transport.SendAsync(
            () => transport.Request(HttpMethod.Post, path, new StringContent(text, Encoding.UTF8, "text/plain")),
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
        transport.SendAsync(
            () =>
            {
                var request = transport.Request(HttpMethod.Post, path + query, Json(json));
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
        transport.SendAsync(
            () => transport.Request(HttpMethod.Post, path, json is null ? null : Json(json)),
            isRepeatable: false,
            stop
        );

    /// <summary>Deletes something. Deleting it twice has the same result as deleting it once.</summary>
    public Task<Answer> DeleteAsync(string path, CancellationToken stop) =>
        transport.SendAsync(() => transport.Request(HttpMethod.Delete, path), isRepeatable: true, stop);

    public void Dispose() => transport.Dispose();

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private Task<T> AskAsync<T>(
        string address,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken stop
    ) => transport.SendAsync(() => transport.Request(HttpMethod.Get, address), isRepeatable: true, read, stop);

    private async Task<(string? Text, string? Next)> TextOrRedirectAsync(
        HttpResponseMessage response,
        CancellationToken stop
    )
    {
        if (response.StatusCode == HttpStatusCode.OK)
        {
            transport.CheckMediaType(response, "*/*");
            return (await response.Content.ReadAsStringAsync(stop), null);
        }

        var answer = await transport.ReadAsync(response, stop);
        return (
            null,
            answer.Location
                ?? throw new CommandFailedException(
                    ExitCode.Refused,
                    $"{Server} answers with {answer.Status}, and no text."
                )
        );
    }
}
