using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Record;

/// <summary>What any event must satisfy on its own, whatever is recorded already.</summary>
internal static class EventRules
{
    private const int MaxSources = 50;

    /// <summary>The first rule it breaks; null when it breaks none.</summary>
    public static Refusal? Check(Event @event, DateOnly today)
    {
        if (@event.Sources.Count == 0)
            return Refusal.Invalid(
                "source-missing",
                "An event needs at least one source: who said it, and where.",
                "/sources"
            );

        if (@event.Sources.Count > MaxSources)
            return Refusal.Invalid(
                "too-many-sources",
                $"An event takes at most {MaxSources} sources, and this one has {@event.Sources.Count}.",
                "/sources"
            );

        if (@event is Fact && @event.Occurred is null)
            return Refusal.Invalid(
                "occurred-missing",
                $"A {EventJson.NameOf(@event)} needs 'occurred': when it happened, as exactly as the "
                    + $"source says and no more. Accepted are {Edtf.Forms}.",
                "/occurred"
            );

        return ContentRules.Check(@event)
            ?? CheckSources(@event.Sources)
            ?? CheckFuture(@event, today)
            ?? QuantityRules.Check(@event);
    }

    private static Refusal? CheckSources(IReadOnlyList<Source> sources)
    {
        foreach (var (index, source) in sources.Index())
        {
            if (source.Voice().Length == 0)
                return Refusal.Invalid(
                    "source-empty",
                    "A source says who said it: give at least one of title, publisher, url, symbol.",
                    $"/sources/{index}"
                );

            if (
                source.Url is { } url
                && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            )
                return Refusal.Invalid(
                    "bad-url",
                    $"'{Slug.Clip(url)}' is not an absolute http or https address.",
                    $"/sources/{index}/url"
                );

            // A reader must see where a link leads: browsers read a backslash as a slash, drop line breaks, and show
            // what is before an @ where a host is expected.
            if (source.Url is { } link && IsMisleading(link))
                return Refusal.Invalid(
                    "bad-url",
                    $"'{Slug.Clip(link)}' holds a user, a line break or a backslash. Give the address as a browser "
                        + "shows it.",
                    $"/sources/{index}/url"
                );

            if (source.Credibility is < 1 or > 6)
                return Refusal.Invalid(
                    "out-of-range",
                    $"credibility {source.Credibility} is outside 1 to 6 of the Admiralty code.",
                    $"/sources/{index}/credibility"
                );

            if (source.Sha256 is { } hash && !(hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)))
                return Refusal.Invalid(
                    "bad-hash",
                    $"'{Slug.Clip(hash)}' is no sha256, which is 64 lower-case hexadecimal digits.",
                    $"/sources/{index}/sha256"
                );
        }

        return null;
    }

    private static bool IsMisleading(string url) =>
        url.Contains('\\', StringComparison.Ordinal) || url.Any(char.IsControl) || new Uri(url).UserInfo.Length > 0;

    // Only what is shown as done: a plan or a promise may well name a day to come, and a treaty the day it enters into
    // force.
    private static Refusal? CheckFuture(Event @event, DateOnly today)
    {
        var isDone =
            @event
            is RoundHeld
                or MeetingHeld
                or ClashReported
                or TollReported
                or MilestoneReported { Status: MilestoneStatus.Achieved or MilestoneStatus.Missed }
                or CommitmentReported { Status: CommitmentStatus.Disbursed }
                or MeasureTaken
                or NegotiationClosed { Outcome: ClosingOutcome.Merged }
                or ActorEvent;
        var remedy =
            @event is ActorEvent
                ? "Record it once it has happened."
                : "Record what is planned with meeting-scheduled or a planned milestone.";
        return isDone && @event.Occurred?.Earliest > today
            ? Refusal.Invalid(
                "reported-before-it-happened",
                $"A {EventJson.NameOf(@event)} cannot have occurred on {@event.Occurred}: that is still to come. "
                    + remedy,
                "/occurred"
            )
            : null;
    }
}
