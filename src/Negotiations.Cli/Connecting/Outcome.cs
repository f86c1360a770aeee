using System.Net;
using System.Text.Json;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Connecting;

/// <summary>
/// Distinguishes an answer from a refusal, and a server of negotiations from something else that listens there.
/// </summary>
internal static class Outcome
{
    public static Answer Read(HttpResponseMessage response, string text, Connection connection)
    {
        var status = (int)response.StatusCode;
        var location = response.Headers.Location?.OriginalString;
        var json = Parse(text);
        if (response.IsSuccessStatusCode && json is { } answer)
            return new Answer(status, answer, location);

        if (response.StatusCode is HttpStatusCode.PermanentRedirect && json is { } moved && location is ['/', ..])
            return new Answer(status, moved, location);

        // What was started may be shown by its address alone, and of what was taken away there is nothing to show.
        if (
            response.IsSuccessStatusCode
            && text.Length == 0
            && (location is not null || response.StatusCode is HttpStatusCode.NoContent)
        )
            return new Answer(status, default, location);

        if (response.StatusCode is >= HttpStatusCode.Moved and < HttpStatusCode.BadRequest && json is null)
            throw new CommandFailedException(
                ExitCode.Unreached,
                $"{connection.Server} answers that it has moved to {location}. Name that server with --server."
            );

        if (response.IsSuccessStatusCode || json is null)
            throw NoServer(connection, $"{status} and no JSON", mayPass: status >= 500);

        var (exitCode, remark) = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => (
                ExitCode.Key,
                connection.KeyRemark
                    ?? (
                        connection.Key is null
                            ? "No key was sent. Set NEGOTIATIONS_KEY or NEGOTIATIONS_KEY_FILE, or put one "
                                + "into a profile."
                            : null
                    )
            ),
            HttpStatusCode.Forbidden => (ExitCode.Key, null),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => (
                ExitCode.Unreached,
                null
            ),
            _ => (ExitCode.Refused, null),
        };
        throw new CommandFailedException(exitCode, Describe(status, json.Value, remark), json.Value)
        {
            Remark = remark,
            MayPass = Repeats.MayPass(response.StatusCode),
        };
    }

    /// <summary>Refuses an answer of another media type, such as the sign-in page of a proxy.</summary>
    /// <param name="accept">The media type that was asked for; <c>*/*</c>: any but a page.</param>
    public static void CheckMediaType(HttpResponseMessage response, string accept, Connection connection)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is "text/html" || (accept != "*/*" && type != accept))
            throw NoServer(connection, type ?? "something without a media type", mayPass: false);
    }

    private static CommandFailedException NoServer(Connection connection, string answer, bool mayPass) =>
        new(
            ExitCode.Unreached,
            $"{connection.Server} answered with {answer}. It is no server of negotiations, or a proxy answered in its "
                + "place."
        )
        {
            MayPass = mayPass,
        };

    private static string Describe(int status, JsonElement problem, string? remark)
    {
        List<string> lines = [$"{problem.Text("title") ?? "Refused"} ({status})"];
        if (problem.Text("detail") is { } detail)
            lines.Add("  " + detail);
        if (problem.Text("at") is { } at)
            lines.Add("  at " + (at.Length == 0 ? "the whole body" : at));
        if (remark is not null)
            lines.Add("  " + remark);

        return string.Join(Environment.NewLine, lines.Select(Sanitizer.Of));
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? document.RootElement.Clone()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
