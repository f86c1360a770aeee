using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Views;

/// <summary>
/// What acts on an instrument come to, where another placing or reading has others of them, or another first or last.
/// A member that is an object is named by the event that decides it, a list by how many items it may have.
/// </summary>
internal sealed partial class InstrumentActVariants
{
    private readonly TrackedInstrument instrument;
    private readonly InstrumentView view;
    private readonly Moment moment;
    private readonly List<PlacedEvent> acts;
    private readonly List<InstrumentStep> steps;

    private InstrumentActVariants(TrackedInstrument instrument, InstrumentView view, Moment moment)
    {
        this.instrument = instrument;
        this.view = view;
        this.moment = moment;
        acts = [.. instrument.Events.Where(moment.MayBe)];
        steps = [.. instrument.Steps.All.Where(step => step.MayBe(moment))];
    }

    /// <param name="readings">First as in the reference, then where other acts may be on it.</param>
    /// <param name="moment">What is asked about.</param>
    /// <returns>By member every value it may have, the one it shows first; those that have one only are left
    /// out.</returns>
    public static IEnumerable<(string Member, IReadOnlyList<JsonNode?> Possible)> Of(
        IReadOnlyList<(TrackedInstrument Instrument, InstrumentView View)> readings,
        Moment moment
    )
    {
        // Most often there is one placing and one reading.
        if (
            readings is [var (only, _)]
            && only.States is { Count: 1 }
            && only.Events.All(each => moment.IsFirm(each) && each.Event.Occurred.IsDay)
            && PlacedOrder.AreInTurn(only.Events)
        )
            return [];

        var all = readings.Select(each => new InstrumentActVariants(each.Instrument, each.View, moment)).ToList();
        List<(string, IReadOnlyList<JsonNode?>)> found = [];
        List<object?> possible = [];
        foreach (var member in Members)
            Find(member);
        foreach (var party in Parties(view => view.Signatories.Select(by => by.Party)))
            Find(OfSignatory(party));
        foreach (var party in Parties(view => view.Consents.Select(by => by.Party)))
            Find(OfConsent(party));
        foreach (var party in Parties(view => view.Parties.Select(by => by.Party)))
            Find(OfParty(party));
        return found;

        IEnumerable<T> Parties<T>(Func<InstrumentView, IEnumerable<T>> named) =>
            all.SelectMany(each => named(each.view)).Distinct();

        // Most often it has one value, of which nothing is to be said.
        void Find(Member member)
        {
            possible.Clear();
            foreach (var each in all)
            {
                Add(member.Shown(each.view));
                foreach (var value in member.Possible(each))
                    Add(value);
            }

            if (possible.Count > 1)
                found.Add((member.Name, possible.ConvertAll(Print)));
        }

        void Add(object? value)
        {
            if (!possible.Contains(value))
                possible.Add(value);
        }
    }

    private static JsonNode? Print(object? value) =>
        value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), EventJson.Options);

    private IEnumerable<object?> First(Func<Fact, bool> counts)
    {
        var all = acts.FindAll(each => counts(each.Event.Fact));
        var values = PlacedOrder.MayBeFirst(all, moment).Select(each => (object?)each.Event.Occurred);
        return all.Exists(moment.IsFirm) ? values : values.Append(null);
    }

    private IEnumerable<object?> Last(Func<Fact, object?> read) => Last((fact, _) => read(fact));

    private IEnumerable<object?> Last(Func<Fact, object, object?> read)
    {
        List<Writer<object>> writers = [];
        foreach (var each in acts)
            if (read(each.Event.Fact, each.Event.Id) is { } value)
                writers.Add(
                    new Writer<object>(value, each.Event, each.From, moment.Clamp(each.To), moment.IsFirm(each))
                );

        var outcome = LastWriter.Of(writers);
        var values = outcome.Last.Select(each => (object?)each.Writer.Value);
        return outcome.MayBeNone ? values.Append(null) : values;
    }

    // One source that says so is enough.
    private IEnumerable<object?> Highest()
    {
        var all = acts.FindAll(each => each.Event.Fact is InstrumentSigned { SubjectToRatification: not null });
        var least = all.Where(moment.IsFirm).Select(Value).Max();
        return all.Select(Value)
            .Where(value => Comparer<bool?>.Default.Compare(value, least) > 0)
            .Append(least)
            .Cast<object?>();

        static bool? Value(PlacedEvent each) => ((InstrumentSigned)each.Event.Fact).SubjectToRatification;
    }

    private IEnumerable<object?> Count(Func<PlacedEvent, bool> counts) => Between(acts.FindAll(each => counts(each)));

    // A consent is one in some readings only where an act that is disputed was made.
    private IEnumerable<object?> Approvals()
    {
        var all = acts.FindAll(each => each.Event.Fact is ApprovalGiven || instrument.IsApproval(each) != false);
        var least = all.Count(each => moment.IsFirm(each) && instrument.IsApproval(each) is not null);
        return Enumerable.Range(least, all.Count - least + 1).Cast<object?>();
    }

    private IEnumerable<object?> Consents(string? party)
    {
        var all = acts.FindAll(each =>
            each.Event.Fact is ConsentExpressed consent && consent.Party == party && instrument.IsApproval(each) != true
        );
        var firm = all.Count(each => moment.IsFirm(each) && instrument.IsApproval(each) == false);
        var ids = all.Select(each => (object?)each.Event.Id);
        return firm == all.Count && PlacedOrder.AreInTurn(all) ? []
            : firm == 0 ? ids.Append(null)
            : ids;
    }

    private IEnumerable<object?> Between(List<PlacedEvent> all)
    {
        var least = all.Count(moment.IsFirm);
        return Enumerable.Range(least, all.Count - least + 1).Cast<object?>();
    }

    // A day of its own, or that of the one act that its terms make decide.
    private IEnumerable<object?> Force() => Decided(InstrumentLaw.IsInForce, instrument.Law.MayPutInForce);

    private IEnumerable<object?> End() =>
        Decided(instrument.Law.HasEnded, step =>
            step.Kind is InstrumentStepKind.End or InstrumentStepKind.NoticeEffect
        );

    // In a settled order the reference is as good as any; else each of them may be the one that decides.
    private IEnumerable<object?> Decided(Func<InstrumentState, bool> holds, Func<InstrumentStep, bool> counts)
    {
        if (instrument.States?.Any(holds) == false)
            return [null];

        // What ends it may come before what puts it in force.
        var all = steps.FindAll(step => counts(step));
        var order = steps.FindAll(step =>
            counts(step) || step.Kind is InstrumentStepKind.End or InstrumentStepKind.NoticeEffect
        );
        return instrument.States?.All(holds) == true && AreSettled(order)
            ? []
            : all.Select(step => (object?)step.By.Id).Append(null);
    }

    private IEnumerable<object?> Authenticated()
    {
        var all = steps.FindAll(step => step.Kind == InstrumentStepKind.Authenticate);
        if (AreSettled(all))
            return [];

        var ids = all.Select(step => (object?)step.By.Id);
        return all.Exists(moment.IsFirm) ? ids : ids.Append(null);
    }

    private IEnumerable<object?> Provisional()
    {
        var all = steps.FindAll(step => step.Kind == InstrumentStepKind.Provisional);
        var ends = steps.FindAll(step => step.Kind == InstrumentStepKind.ProvisionalEnd);
        if (AreSettled([.. all, .. ends]))
            return [];

        var days = PlacedOrder.MayBeFirst(all, moment).Select(step => (object?)step.On);
        return all.Exists(moment.IsFirm) && ends.Count == 0 ? days : days.Append(null);
    }

    private bool AreSettled(List<InstrumentStep> all) => all.TrueForAll(moment.IsFirm) && PlacedOrder.AreInTurn(all);
}
