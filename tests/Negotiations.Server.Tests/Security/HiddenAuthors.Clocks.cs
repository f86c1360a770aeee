using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

// Minutes, and the tags of answers.
public sealed partial class HiddenAuthors
{
    [Fact]
    public async Task No_clock_and_no_filter_divides_a_minute_for_the_public()
    {
        var exact = DateTimeOffset.Parse(server.Secrets.Times[^1].At, null);
        var minute = exact.AddTicks(-(exact.Ticks % TimeSpan.TicksPerMinute));
        string[] questions =
        [
            "/api/negotiations/hidden?knownBy=",
            "/api/negotiations?knownBy=",
            "/api/negotiations?changedSince=",
            "/api/parties?knownBy=",
            "/api/parties/KGZ?knownBy=",
            "/api/actors/HIDDEN-ONE?knownBy=",
            "/api/negotiations/hidden/explanation?knownBy=",
            "/api/negotiations/hidden/changes?from=1&to=",
            "/api/negotiations/hidden/changes?from=",
            "/api/negotiations/hidden/provenance?knownBy=",
        ];
        foreach (var question in questions)
        {
            string? all = null;
            foreach (var second in new[] { 0, exact.Second, exact.Second - 1, exact.Second + 1, 59 })
            {
                var asked = Text(minute.AddSeconds(Math.Clamp(second, 0, 59)));
                var answer = await server.Anonymous.Asks(question + asked);
                if (minute.AddSeconds(second) > Now)
                    continue;

                await Task.FromResult(answer).Succeeds();

                // An answer says what it was asked, and when what it shows was recorded.
                var seen = answer
                    .Text.Replace(asked, "", StringComparison.Ordinal)
                    .Replace(Text(minute), "", StringComparison.Ordinal);
                var differs = (all ??= seen).Zip(seen).TakeWhile(each => each.First == each.Second).Count();
                Assert.True(
                    all == seen,
                    $"{question}{asked}: …{seen[Math.Max(0, differs - 60)..Math.Min(seen.Length, differs + 60)]}…"
                );
            }
        }

        // A minute means all of it, in whichever way it is written; and the ends of time are instants as others are.
        var path = "/api/negotiations/hidden/history?limit=200&knownBy=";
        var shown = await server.Anonymous.Asks(path + Text(minute)).Succeeds();
        Assert.Contains(server.Secrets.Times[^1].EventId, shown.Each("items", "eventId"));
        Assert.Equal(
            shown.Each("items", "eventId"),
            (await server.Anonymous.Asks(path + minute.ToString("yyyy-MM-dd'T'HH:mm'Z'", null)).Succeeds()).Each(
                "items",
                "eventId"
            )
        );
        await server.Anonymous.Asks(path + "9999-12-31T23:59:59Z").IsRefused(400, "known-by-in-future");
        await server.Anonymous.Asks("/api/negotiations?changedSince=0001-01-01T00:00:00Z").Succeeds();
        var published = await server
            .Anonymous.Asks("/api/negotiations/hidden?basis=published&knownBy=2024-01-01T10:20:30Z")
            .Succeeds();
        Assert.Equal("2024-01-01T10:20:30.000000Z", published["clocks.knownBy"]);
    }

    [Fact]
    public async Task To_the_public_what_was_known_by_an_instant_is_what_was_known_by_its_minute()
    {
        var exact = DateTimeOffset.Parse(server.Secrets.Times[^1].At, null);
        var minute = exact.AddTicks(-(exact.Ticks % TimeSpan.TicksPerMinute));
        var before = exact.AddMicroseconds(-1);
        var path = "/api/negotiations/hidden/history?limit=200&knownBy=";

        var all = await server.Anonymous.Asks(path + Text(minute)).Succeeds();
        foreach (var instant in new[] { before, exact, minute.AddSeconds(59.9) }.Where(each => each < Now))
            Assert.Equal(
                all.Each("items", "eventId"),
                (await server.Anonymous.Asks(path + Text(instant)).Succeeds()).Each("items", "eventId")
            );

        var then = await server.Auditor.Asks(path + Text(before)).Succeeds();
        var since = await server.Auditor.Asks(path + Text(exact)).Succeeds();
        Assert.Equal(since.Each("items", "eventId").Count, then.Each("items", "eventId").Count + 1);
        Assert.Contains(
            since.Each("items", "eventId").Except(then.Each("items", "eventId")).Single(),
            all.Each("items", "eventId")
        );

        // And what changed since an instant is what changed since its minute began: nothing is missed.
        foreach (var instant in new[] { minute, exact, exact.AddMicroseconds(1) })
            Assert.Contains(
                "hidden",
                (await server.Anonymous.Asks("/api/negotiations?changedSince=" + Text(instant)).Succeeds()).Each(
                    "items",
                    "id"
                )
            );
    }

    [Fact]
    public async Task Another_answer_has_another_tag_and_no_shared_cache_keeps_it()
    {
        foreach (var path in new[] { "/api/negotiations/hidden", "/api/events.csv", "/api/negotiations.csv" })
        {
            using var open = await server.Auditor.GetAsync(path, Scratch.Stop);
            using var closed = await server.Anonymous.GetAsync(path, Scratch.Stop);

            Assert.NotEqual(open.Headers.ETag, closed.Headers.ETag);
            Assert.True(open.Headers.CacheControl!.Private, path);
            Assert.False(closed.Headers.CacheControl!.Private, path);
            await server.Anonymous.Asks(path, open.Headers.ETag!.ToString()).Is(HttpStatusCode.OK);
        }
    }

    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null);
}
