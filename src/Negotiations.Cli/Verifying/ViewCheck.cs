using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// Replays every negotiation with the pure fold and compares what comes out with the view that is shown.
/// </summary>
internal static class ViewCheck
{
    public static void Run(LogCopy copy, IReadOnlySet<string> erased, VerifyReport report)
    {
        var neighbourhood = new Neighbourhood(copy.Events.Where(each => IsNegotiation(each.Negotiation)));
        foreach (var stream in copy.Events.GroupBy(each => each.Negotiation, StringComparer.Ordinal))
        {
            if (!IsNegotiation(stream.Key))
                continue;

            if (erased.Contains(stream.Key))
            {
                report.Remarks.Add($"The view of {stream.Key} was not replayed: one of its events is erased.");
                continue;
            }

            if (!copy.Views.TryGetValue(stream.Key, out var view))
            {
                report.Findings.Add(
                    new Finding("view-missing", "It has events and no view.") { Negotiation = stream.Key }
                );
                continue;
            }

            try
            {
                List<RecordedEvent> events =
                [
                    .. stream.OrderBy(each => each.Version).Select(each => each.ToRecorded()),
                ];
                Compare(
                    Negotiation.Of(stream.Key, events),
                    view,
                    report,
                    standing =>
                        RowColumns.Difference(standing, view.Columns, copy.AsOf)
                        ?? RowColumns.OfWords(
                            standing,
                            copy.Words is { } all ? all.GetValueOrDefault(stream.Key, []) : null
                        ),
                    neighbourhood
                );
                if (copy.Snapshots.TryGetValue(stream.Key, out var snapshot))
                    Compare(Negotiation.Of(stream.Key, events.Take(VersionOf(snapshot))), snapshot, report, standing =>
                        RowColumns.OfSnapshot(standing, snapshot.Columns, events.Count, copy.AsOf)
                    );

                report.Count("views");
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Rows that someone edited may hold what no server would have taken, and the fold was never made to
                // expect that.
                report.Gaps.Add(
                    $"The view of {stream.Key} could not be replayed from the events shown: {fault.Message}"
                );
            }
        }

        var shown = copy.Views.Keys.Union(copy.Snapshots.Keys);
        if (copy.Words is { } words)
            shown = shown.Union(words.Keys);

        foreach (var id in shown.Except(copy.Events.Select(each => each.Negotiation)))
            report.Findings.Add(
                new Finding("view-unfounded", "There is a view and no event it could follow from.") { Negotiation = id }
            );
    }

    /// <summary>The registry of actors and notices are no negotiations and have no view.</summary>
    public static bool IsNegotiation(string stream) =>
        !stream.StartsWith(ActorRecord.StreamPrefix, StringComparison.Ordinal)
        && !stream.StartsWith(NoticeEvent.StreamPrefix, StringComparison.Ordinal);

    // What is shown may say another one than its row.
    private static int VersionOf(LogView view) =>
        int.TryParse(view.Columns?.GetValueOrDefault("version"), CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static void Compare(
        Negotiation negotiation,
        LogView view,
        VerifyReport report,
        Func<FoldResult, Finding?> columns,
        Neighbourhood? neighbourhood = null
    )
    {
        IReadOnlyList<FieldChange>? first = null;

        // Days of silence are counted to the day of the answer, and are no part of the view.
        var shown = WithoutNames(view.Json);
        (shown?["lastHeard"] as JsonObject)?.Remove("days");
        foreach (var day in view.Days)
        {
            var standing = StatusFold.Of(negotiation, Clocks.OfNow(day));
            var folded = view.IsSummary
                ? JsonSerializer.SerializeToNode(standing?.Summary, EventJson.Options)
                : JsonSerializer.SerializeToNode(standing?.Status, EventJson.Options);
            if (view.Shown == ShownView.Now && standing is not null)
                neighbourhood?.AddTo(folded!.AsObject(), standing, day);
            else if (view.Shown == ShownView.OnClocks)
                Neighbourhood.TakeFrom(folded, shown);
            LongLists.CutLike(folded, shown);
            var differences = Difference.Between(folded, shown);
            if (differences.Count == 0)
            {
                if (standing is not null && columns(standing) is { } column)
                    report.Findings.Add(column with { Negotiation = negotiation.Id, Version = negotiation.Version });

                return;
            }

            first ??= differences;
        }

        var one = first![0];
        report.Findings.Add(
            new Finding(
                "view-differs",
                $"The events give {one.Before?.ToJsonString() ?? "nothing"}; the view shows "
                    + $"{one.After?.ToJsonString() ?? "nothing"}."
            )
            {
                Negotiation = negotiation.Id,
                Version = negotiation.Version,
                Field = one.Field,
            }
        );
    }

    /// <summary>What an actor is called and how a headline reads comes from the registry and the reader's language, and
    /// not from the events.</summary>
    public static JsonObject? WithoutNames(JsonElement view)
    {
        var shown = JsonObject.Create(view);
        (shown?["headline"] as JsonObject)?.Remove("text");
        foreach (var party in shown?["parties"] as JsonArray ?? [])
            (party as JsonObject)?.Remove("name");

        return shown;
    }
}
