using System.Runtime.CompilerServices;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Connecting;

/// <summary>Follows the feed through cuts of the connection: each event once, in order.</summary>
internal sealed class Follower(Api api, CommandEnvironment environment)
{
    /// <summary>Where the feed is.</summary>
    public const string Path = "/api/events";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Behind the last whole message; null: there was none.</summary>
    public string? Place { get; private set; }

    /// <param name="query">The filters.</param>
    /// <param name="place">Where to begin; null: with what comes next.</param>
    /// <returns>Each message: the place behind it, where it says one, and its event, where it has one.</returns>
    public async IAsyncEnumerable<(string? Place, string? Data)> ReadAsync(
        QueryText query,
        string? place,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        Place = place;
        var isFirst = true;
        for (var cuts = 0; ; cuts++)
        {
            using var response = await ConnectAsync(Path + query.From(Place), isFirst, stop);
            if (response is not null)
            {
                isFirst = false;
                await using var stream = await response.Content.ReadAsStreamAsync(stop);
                using var reader = new StreamReader(stream);
                while (await MessageAsync(reader, stop) is { } message)
                {
                    Place = message.Id ?? Place;
                    cuts = 0;
                    if (message.Type == "signed-out")
                        throw new CommandFailedException(
                            ExitCode.Key,
                            "The server ended the stream: the key was revoked or has expired."
                        );

                    yield return (message.Id, message.Data);
                }

                await environment.NoticeAsync($"The connection was cut; going on behind {Place}.");
            }

            var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, cuts), LongestPause.TotalSeconds));
            await environment.Pause(pause, stop);
        }
    }

    // Null: not now, and trying again may help. That the very first attempt fails is the person's to know.
    private async Task<HttpResponseMessage?> ConnectAsync(string path, bool isFirst, CancellationToken stop)
    {
        try
        {
            return await api.OpenAsync(path, "text/event-stream", stop);
        }
        catch (CommandFailedException away) when (!isFirst && away.MayPass)
        {
            return null;
        }
    }

    // A message ends with an empty line. One that is cut off before that is ignored: its id must not move the position.
    private async Task<Message?> MessageAsync(StreamReader reader, CancellationToken stop)
    {
        var message = new Message(null, null, null);
        var isEmpty = true;
        try
        {
            while (true)
            {
                using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
                silence.CancelAfter(environment.LongestSilence);
                if (await reader.ReadLineAsync(silence.Token) is not { } line)
                    return null;

                if (line.Length == 0)
                {
                    if (!isEmpty)
                        return message;

                    continue;
                }

                isEmpty = false;
                message = message.With(line);
            }
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed record Message(string? Id, string? Type, string? Data)
    {
        public Message With(string line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..];
            if (value.StartsWith(' '))
                value = value[1..];

            return name switch
            {
                "id" => this with { Id = value },
                "event" => this with { Type = value },
                "data" => this with { Data = Data is null ? value : Data + "\n" + value },
                _ => this,
            };
        }
    }
}
