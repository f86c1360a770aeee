using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Audits;
using Negotiations.Store.Projections;
using Negotiations.Views;

namespace Negotiations.Server.Audit;

/// <summary>Compares a stored view with a fold of the events it should follow from.</summary>
internal static class ViewCheck
{
    /// <returns>Null when they are equal, byte for byte.</returns>
    public static AuditFinding? Find(Negotiation negotiation, StoredView stored, DateOnly today)
    {
        var id = negotiation.Id;
        if (negotiation.Events.FirstOrDefault(each => each.Event is Unreadable) is { } poisoned)
            return new AuditFinding(
                id,
                AuditVerdict.Incomplete,
                null,
                null,
                null,
                poisoned.EventId,
                $"Event {poisoned.Version}, stored as '{EventJson.NameOf(poisoned.Event)}', cannot be read."
            );

        if (
            negotiation.Events.Index().FirstOrDefault(each => each.Item.Version != each.Index + 1) is
            { Item: not null } gap
        )
            return new AuditFinding(
                id,
                AuditVerdict.Incomplete,
                null,
                null,
                null,
                gap.Item.EventId,
                $"Event {gap.Index + 1} is missing: the next one stored has version {gap.Item.Version}."
            );

        if (
            negotiation
                .Events.Zip(negotiation.Events.Skip(1))
                .FirstOrDefault(pair => pair.Second.Sequence < pair.First.Sequence) is
            { Second: { } moved }
        )
            return new AuditFinding(
                id,
                AuditVerdict.Different,
                "sequence",
                null,
                null,
                moved.EventId,
                $"Event {moved.Version} stands before event {moved.Version - 1} in the record: its sequence was moved."
            );

        if (stored.Version is null)
            return new AuditFinding(id, AuditVerdict.Incomplete, null, null, null, null, "It has events and no view.");

        // A view that is due to be folded again is compared on the day it was folded.
        var day = stored.NextTurn <= today ? stored.FoldedOn : today;
        try
        {
            return Compare(negotiation, stored, day, today);
        }
        catch (Exception)
        {
            // One that fails is a finding; it does not end the audit of the others.
            return new AuditFinding(
                id,
                AuditVerdict.Incomplete,
                null,
                null,
                null,
                null,
                "The fold of its events fails."
            );
        }
    }

    /// <summary>The same of a row that another version of the fold made: what follows from the events alone.</summary>
    public static AuditFinding? FindOfAnotherFold(Negotiation negotiation, StoredView stored, DateOnly today)
    {
        try
        {
            return
                StatusFold.Of(negotiation, Clocks.OfNow(today)) is { } standing
                && stored.Columns?.DifferencesOfEveryFold(StatusRow.Of(standing)) is [var first, ..]
                ? Column(negotiation.Id, first)
                : null;
        }
        catch (Exception)
        {
            // The health of the views names it.
            return null;
        }
    }

    private static AuditFinding? Compare(Negotiation negotiation, StoredView stored, DateOnly day, DateOnly today)
    {
        var id = negotiation.Id;
        if (StatusFold.Of(negotiation, Clocks.OfNow(day)) is not { } standing)
            return new AuditFinding(id, AuditVerdict.Incomplete, null, null, null, null, "Its events do not open it.");

        return Compare(negotiation, stored.Snapshot, today)
            ?? Compare(id, JsonSerializer.SerializeToUtf8Bytes(standing.Summary, EventJson.Options), stored.Summary)
            ?? Compare(id, standing, stored.Columns)
            ?? TurnedOn(standing.Status, stored.TurnedOn, today)
            ?? Contradiction(id, standing.Status);
    }

    // It may be of an earlier version than the row, and follows from the events up to that one.
    private static AuditFinding? Compare(Negotiation negotiation, StoredSnapshot? snapshot, DateOnly today)
    {
        if (snapshot is null)
            return null;

        var then = Negotiation.Of(negotiation.Id, negotiation.Events.Take((int)snapshot.Version));
        if (StatusFold.Of(then, Clocks.OfNow(snapshot.FoldedOn)) is not { } standing)
            return Column(negotiation.Id, "version");

        return snapshot.Version > negotiation.Version ? Column(negotiation.Id, "version")
            : snapshot.Erasures != standing.Erasures ? Column(negotiation.Id, "erasures")
            : snapshot.NextTurn != standing.NextTurn ? Column(negotiation.Id, "next_turn")
            : snapshot.FoldedOn > today.AddDays(1) ? Column(negotiation.Id, "folded_on")
            : Compare(negotiation.Id, StatusSnapshot.Json(standing), snapshot.Data);
    }

    // Not before its last event, and not on a day to come.
    private static AuditFinding? TurnedOn(Views.Status status, DateOnly? turnedOn, DateOnly today) =>
        turnedOn > today.AddDays(1) || turnedOn < DateOnly.FromDateTime(status.RecordedAt.UtcDateTime).AddDays(-1)
            ? Column(status.Id, "turned_on")
            : null;

    // What lists and parties are filtered by and show beside the summary.
    private static AuditFinding? Compare(string id, FoldResult standing, StoredColumns? columns) =>
        columns?.DifferencesFrom(StatusRow.Of(standing)) is [var first, ..] ? Column(id, first) : null;

    private static AuditFinding Column(string id, string name) =>
        new(
            id,
            AuditVerdict.Different,
            name,
            null,
            null,
            null,
            $"The column '{name}' of the stored view differs from what the events say."
        );

    // What must hold of every view holds of this one, or an anomaly says so.
    private static AuditFinding? Contradiction(string id, Views.Status status) =>
        Invariants.Broken(status).FirstOrDefault() is { } broken
            ? new AuditFinding(
                id,
                AuditVerdict.Different,
                null,
                null,
                null,
                null,
                $"The view contradicts itself: {broken}."
            )
            : null;

    private static AuditFinding? Compare(string id, byte[] expected, byte[] actual)
    {
        if (expected.AsSpan().SequenceEqual(actual))
            return null;

        var differences = Difference.Between(Read(expected), Read(actual));
        var first = differences.Count > 0 ? differences[0] : null;
        return first is null
            ? new AuditFinding(
                id,
                AuditVerdict.Different,
                null,
                null,
                null,
                null,
                "The values are equal and the bytes are not: the view was written by something else."
            )
            : new AuditFinding(
                id,
                AuditVerdict.Different,
                first.Field,
                first.Before,
                first.After,
                null,
                $"'{first.Field}' differs from what the events say."
            );
    }

    private static JsonNode? Read(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
