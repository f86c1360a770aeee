using System.Runtime.InteropServices;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>One meeting as its reports say it, one after the other.</summary>
/// <param name="id">The name that ties them together; null: there is one report.</param>
/// <param name="index">Which it is in the order in which meetings were first reported on.</param>
internal sealed class TrackedMeeting(string? id, int index)
{
    /// <summary>Which it is in the order in which meetings were first reported on.</summary>
    public int Index => index;

    /// <summary>The name that ties its reports together, else its kind.</summary>
    public string Name => id ?? (Kind is { } kind ? WireName.Of(kind) : "meeting");

    public MeetingKind? Kind { get; set; }

    public MeetingStatus Status { get; set; }

    public Edtf? PlannedFor { get; set; }

    public Edtf? MovedFrom { get; set; }

    public Edtf? HeldOn { get; set; }

    public string? Place { get; set; }

    public bool IsHeld { get; set; }

    /// <summary>The last report that it was cancelled.</summary>
    public EffectiveEvent? Cancellation { get; set; }

    public bool IsRoundHeld { get; set; }

    public bool IsUnenumerated { get; set; }

    /// <summary>It is to come, as far as sources say.</summary>
    public bool IsPlanned => Status is MeetingStatus.Scheduled or MeetingStatus.Rescheduled or MeetingStatus.Postponed;

    public List<EffectiveEvent> Reports { get; } = new(1);

    public IReadOnlyList<Guid> Events
    {
        get
        {
            var ids = new Guid[Reports.Count];
            for (var i = 0; i < ids.Length; i++)
                ids[i] = Reports[i].Id;
            return ids;
        }
    }

    public void Change(MeetingChanged change, EffectiveEvent each)
    {
        Place = each.Fact.Place?.Name ?? Place;
        Cancellation = change.Change == MeetingChange.Cancelled ? each : Cancellation;
        if (Status == MeetingStatus.Held)
            return;

        var planned = PlannedFor;
        PlannedFor = change.NewDate ?? (change.Change == MeetingChange.Postponed ? null : planned);
        if (planned is not null && planned != PlannedFor)
            MovedFrom = planned;

        Status = MeetingFold.StatusAfter(change.Change, Status);
    }

    public void Hold(EffectiveEvent each)
    {
        IsHeld = true;
        Status = MeetingStatus.Held;
        HeldOn = HeldOn is { } known && (known.IsExact || !IsWithin(each.Occurred, known)) ? known : each.Occurred;
    }

    // A meeting of which there is one report, that it was held, is what that report says.
    public MeetingView ToView()
    {
        if (!IsHeld || Reports.Count > 1)
            return Make();

        if (Reports[0].Item is MeetingView made)
            return made;

        var view = Make();
        Reports[0].Item = view;
        return view;
    }

    /// <summary>The first says the same as the second, or more exactly. An interval is never within another.</summary>
    public static bool IsWithin(Edtf inner, Edtf outer)
    {
        var isSpan =
            (outer.Earliest is null || inner.Earliest >= outer.Earliest)
            && (outer.Latest is null || inner.Latest <= outer.Latest);
        return isSpan && inner.Form != EdtfForm.Interval && outer.Form != EdtfForm.Interval;
    }

    private MeetingView Make()
    {
        var reports = CollectionsMarshal.AsSpan(Reports);
        return new MeetingView(
            id,
            Kind,
            Status,
            PlannedFor,
            HeldOn,
            Place,
            Events,
            MovedFrom,
            ItemSource.ActorsOf(reports),
            reports[^1].Claim,
            reports.Length == 1 ? ItemSource.Of(reports[0]) : ItemSource.Of(reports)
        );
    }
}
