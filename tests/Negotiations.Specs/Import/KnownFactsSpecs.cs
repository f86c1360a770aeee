using Negotiations.Events;
using Negotiations.Import.Statements;
using Negotiations.Values;

namespace Negotiations.Specs.Import;

/// <summary>
/// A fact is found by dataset, row and part, wherever it lies and under whichever id it was recorded.
/// </summary>
public class KnownFactsSpecs
{
    private static readonly Statement Row = new(
        "9001",
        "agreement",
        new AgreementReached { Occurred = Edtf.Parse("1997-02-21"), Sources = [new Source { Locator = "AgtId 9001" }] }
    );

    [Fact]
    public void A_fact_of_an_earlier_program_keeps_the_id_it_had_in_its_negotiation()
    {
        var old = StatementId.Of("pax", "pax-7", "9001", "agreement", "agreement-reached");
        var known = new KnownFacts("pax") { Locators = () => [("AgtId 9001", "pax-7")] };
        known.Add(old, "pax-7", isUndone: false, movedFrom: null);

        Assert.Equal((old, true), known.Find(Row, "pax-7"));
        Assert.Equal((old, true), known.Find(Row, "pax-6"));
        Assert.Equal("pax-7", known.NegotiationOf(old));
        Assert.False(known.Find(Row with { Row = "9002" }, "pax-7").IsKnown);
    }

    [Fact]
    public void A_fact_that_moved_is_found_where_it_went_and_where_it_came_from_when_that_is_undone()
    {
        var (first, second) = (KnownFacts.IdOf("pax", Row), Guid.NewGuid());
        var known = new KnownFacts("pax");
        known.Add(first, "pax-7", isUndone: false, movedFrom: null);
        known.Add(second, "pax-8", isUndone: false, movedFrom: first);
        known.Retract(first, byDataset: true);
        Assert.Equal((second, true), known.Find(Row, "pax-7"));

        var undone = new KnownFacts("pax");
        undone.Add(first, "pax-7", isUndone: false, movedFrom: null);
        undone.Add(second, "pax-8", isUndone: true, movedFrom: first);
        Assert.Equal((first, true), undone.Find(Row, "pax-7"));
    }

    [Fact]
    public void What_was_undone_is_recorded_under_another_id()
    {
        var known = new KnownFacts("pax");
        known.Add(KnownFacts.IdOf("pax", Row), "pax-7", isUndone: true, movedFrom: null);

        Assert.Equal((KnownFacts.IdOf("pax", Row, 1), false), known.Find(Row, "pax-7"));
    }

    [Fact]
    public void What_a_person_took_back_stays_so_when_its_import_is_undone_and_made_again()
    {
        var known = new KnownFacts("pax");
        known.Add(KnownFacts.IdOf("pax", Row), "pax-7", isUndone: true, movedFrom: null);
        known.Retract(KnownFacts.IdOf("pax", Row), byDataset: false, byPerson: true);

        Assert.Equal((KnownFacts.IdOf("pax", Row), true), known.Find(Row, "pax-7"));
        Assert.False(known.Moves(KnownFacts.IdOf("pax", Row)));
    }

    [Fact]
    public void A_key_is_of_the_fact_that_was_given_it_last()
    {
        var (other, third) = (Row with { Row = "9002" }, Row with { Row = "9003" });
        var (first, second) = (KnownFacts.IdOf("pax", Row), KnownFacts.IdOf("pax", other));
        Guid Act(Statement row, int n) => StatementId.Of("pax", row.Row, row.Part, "agreement-reached", $"key {n}");
        var known = new KnownFacts("pax");
        known.Add(first, "pax-7", isUndone: false, movedFrom: null);
        known.Add(second, "pax-7", isUndone: false, movedFrom: null);

        // The first became 9002, the second 9003; that the second became 9001 was taken back.
        known.AddKey(Act(other, 0), first, isTakenBack: false);
        known.AddKey(Act(third, 0), second, isTakenBack: false);
        known.AddKey(Act(Row, 0), second, isTakenBack: true);

        Assert.Equal((first, true), known.Find(other, "pax-7"));
        Assert.Equal((second, true), known.Find(third, "pax-7"));
        Assert.Equal((KnownFacts.IdOf("pax", Row, 1), false), known.Find(Row, "pax-7"));

        // And 9002 once more.
        known.AddKey(Act(other, 1), second, isTakenBack: false);
        Assert.Equal((second, true), known.Find(other, "pax-7"));
        Assert.False(known.Find(third, "pax-7").IsKnown);
    }

    [Fact]
    public void Two_processes_never_exchange_addresses_and_the_larger_part_stays()
    {
        var known = new KnownFacts("pax");
        var addresses = new Addresses(known, new DateOnly(2020, 7, 1), isByRows: true);
        var (six, seven, eight) = (Group(addresses, "pax-6"), Group(addresses, "pax-7"), Group(addresses, "pax-8"));
        foreach (var _ in Enumerable.Range(0, 3))
            addresses.Vote(six, "pax-7");
        foreach (var _ in Enumerable.Range(0, 2))
            addresses.Vote(seven, "pax-8");
        addresses.Vote(eight, "pax-7");

        addresses.Resolve();

        Assert.Equal(["pax-7", "pax-8", "pax-8-2020-07-01"], new[] { six, seven, eight }.Select(addresses.AddressOf));
    }

    private static int Group(Addresses addresses, string id) =>
        addresses.NumberOf(new Destination(id, id, NegotiationKind.Negotiation, Subject.Peace, []));
}
