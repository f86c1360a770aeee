using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>
/// The third law, both ways: what a view names as possible is what holds in some placing and reading, no less and no
/// more. A short record is asked in all of them.
/// </summary>
/// <remarks>
/// A superset is meant in four places. A figure of the sections is a hull: what may be left out supersedes nothing, so
/// its ends may lie further apart than in any placing. How few there may be, and whether all sections are agreed, hangs
/// on days, and not on an order alone. Members of a meeting say nothing of placings in which it is not there. And where
/// more is open at one time than can be followed, no record here is asked.
/// </remarks>
internal static class ExactLaw
{
    private static readonly string[] Sections =
    [
        "sections.agreed",
        "sections.total",
        "sections.remaining",
        "sections.share",
    ];

    /// <summary>In words; none where the law holds.</summary>
    public static IReadOnlyList<string> Differences(Negotiation negotiation, DateOnly asOf)
    {
        var whole = StatusFold.Of(negotiation, Clocks.On(asOf))!.Status;
        List<Status> placings =
        [
            .. EveryPlacing.Of(negotiation, asOf).Select(each => StatusFold.Of(each, Clocks.On(asOf))!.Status),
        ];
        Dictionary<string, HashSet<string>> held = [];
        HashSet<string> absent = [];
        foreach (var (field, value) in placings.SelectMany(each => ReadIn(each, whole)))
            if (value is null)
                absent.Add(field);
            else if (held.TryGetValue(field, out var values))
                values.Add(Reworded(value, negotiation));
            else
                held.Add(field, [Reworded(value, negotiation)]);

        return [.. OfValues(whole, held, absent, negotiation), .. OfSections(whole, placings)];
    }

    private static IEnumerable<string> OfValues(
        Status whole,
        Dictionary<string, HashSet<string>> held,
        HashSet<string> absent,
        Negotiation negotiation
    )
    {
        foreach (var (field, plain) in ReadIn(whole, whole))
        {
            var said = whole.Uncertain.SingleOrDefault(each => each.Field == field)?.Possible;

            // Which of the parties is a field of its own, of what they have come to by then.
            if (
                plain is null
                || (said is [not null, ..] && said[0] is JsonArray != plain.StartsWith('[') && field.EndsWith('s'))
            )
                continue;

            var possible = (said?.Select(Print) ?? [plain]).Select(value => Reworded(value, negotiation)).ToHashSet();
            var there = held.GetValueOrDefault(field) ?? [];
            foreach (var more in possible.Except(there).Where(_ => !HangsOnDays(field)))
                if (more != "null" || !absent.Contains(field))
                    yield return $"{field} may be {more}, says the view, and is so in no placing";
            foreach (var less in there.Except(possible).Where(_ => !IsSaidOfAll(whole, field)))
                yield return $"{field} is {less} in a placing, and the view does not say so";
        }
    }

    private static IEnumerable<string> OfSections(Status whole, List<Status> placings)
    {
        foreach (var field in Sections)
        {
            var said = whole.Uncertain.SingleOrDefault(each => each.Field == field) is { } uncertain
                ? uncertain.Possible.Select(each => each is null ? null : PlainFields.FigureOf(each)).ToList()
                : [Of(whole)];
            foreach (var there in placings.Select(Of).Distinct().Where(each => !IsWithin(each, said)))
                yield return $"{field} is {Print(there)} in a placing, and the view does not say so";

            Figure? Of(Status one) => PlainFields.Figures(one, one).First(each => each.Field == field).One;
        }

        static bool IsWithin(Figure? figure, IReadOnlyList<Figure?> said) =>
            figure is null
                ? said.Contains(null)
                : said.OfType<Figure>()
                    .Any(each =>
                        (each.Floor is null || figure.Floor >= each.Floor)
                        && (each.Ceiling is null || figure.Ceiling <= each.Ceiling)
                    );
    }

    // How few there may be hangs on which days two reports share, and whether all is agreed on which is of a later day.
    private static bool HangsOnDays(string field) =>
        field == "sections.allAgreed" || field.EndsWith(".countLow", StringComparison.Ordinal);

    // Of a row that the view does not have it is enough to say that there may be such rows.
    private static bool IsSaidOfAll(Status whole, string field) =>
        field.LastIndexOf('[') is var row
        && field.LastIndexOf('.') is var dot
        && row > 0
        && field.IndexOf(']', row) is var end
        && end < dot
        && field.Count(each => each == '[') > 1
        && whole.Uncertain.Any(each => each.Field == field[..row]);

    // Two reports of one day come in the order of the history: which of them a view names is no statement about time.
    private static string Reworded(string value, Negotiation negotiation)
    {
        foreach (var each in negotiation.Events)
            if (each.Event is Fact { Occurred: { IsDay: true } day })
                value = value.Replace(each.EventId.ToString(), $"on {day.Text}", StringComparison.Ordinal);
        return EveryPlacing.Reworded(value, negotiation);
    }

    private static IEnumerable<(string Field, string? Value)> ReadIn(Status one, Status whole)
    {
        foreach (var (field, read) in PlainFields.Values)
            yield return (field, Print(read(one)));

        // Of what is not certain, the day is that of the reference.
        if (whole.Phase?.Certain is not null)
            yield return ("phase.since", Print(one.Phase!.Since));
        if (!whole.Uncertain.Any(each => each.Field == "security"))
            yield return ("security.since", Print(one.Security.Since));

        foreach (
            var (field, _, theirs) in PlainFields.Figures(whole, one).Where(each => !Sections.Contains(each.Field))
        )
            yield return (field, Print(theirs));

        foreach (var meeting in whole.Meetings.Where(each => each.MeetingId is not null))
        foreach (var (member, read) in OfMeeting)
            yield return (
                $"meetings[{meeting.MeetingId}].{member}",
                one.Meetings.FirstOrDefault(each => each.MeetingId == meeting.MeetingId) is { } view
                    ? Print(read(view))
                    : null
            );

        foreach (var party in whole.Parties)
            yield return (
                $"parties[{party.Id}].role",
                one.Parties.FirstOrDefault(each => each.Id == party.Id) is { } view ? Print(view.Role) : null
            );

        foreach (var instrument in whole.Instruments)
        foreach (var (member, read) in PlainFields.OfInstrument.Concat(Acts))
            yield return (
                $"instruments[{instrument.Id}].{member}",
                one.Instruments.FirstOrDefault(each => each.Id == instrument.Id) is { } view
                    ? Print(read(view))
                    : Absent(member)
            );
    }

    private static string Absent(string member) =>
        member switch
        {
            "consents" or "signatories" or "awaiting" or "parties" => "[]",
            "withdrawals" or "suspensions" or "drafts" => "0",
            _ => "null",
        };

    private static readonly (string Member, Func<MeetingView, object?> Read)[] OfMeeting =
    [
        ("status", each => each.Status),
        ("kind", each => each.Kind),
        ("plannedFor", each => each.PlannedFor),
        ("heldOn", each => each.HeldOn),
        ("place", each => each.Place),
        ("movedFrom", each => each.MovedFrom),
    ];

    private static readonly (string Member, Func<InstrumentView, object?> Read)[] Acts =
    [
        ("signed", each => each.Signed),
        ("subjectToRatification", each => each.SubjectToRatification),
        ("authenticated", each => each.Authenticated?.EventId),
        ("entryIntoForce", each => each.EntryIntoForce?.EventId),
        ("entryIntoForce.provisional", each => each.EntryIntoForce?.Provisional),
        ("ended", each => each.Ended?.EventId),
        ("withdrawals", each => each.Withdrawals.Count),
        ("suspensions", each => each.Suspensions.Count),
        ("drafts", each => each.Drafts.Count),
        .. new[] { "KGZ", "TJK" }.SelectMany(OfParty),
    ];

    private static IEnumerable<(string Member, Func<InstrumentView, object?> Read)> OfParty(string party) =>
        [
            ($"signatories[{party}].on", view => view.Signatories.FirstOrDefault(each => each.Party == party)?.On),
            ($"consents[{party}].eventId", view => view.Consents.FirstOrDefault(each => each.Party == party)?.EventId),
            ($"parties[{party}].since", view => view.Parties.FirstOrDefault(each => each.Party == party)?.Since),
        ];

    private static string Print(JsonNode? value) => value?.ToJsonString(EventJson.Options) ?? "null";

    private static string Print(object? value) => JsonSerializer.Serialize(value, EventJson.Options);
}
