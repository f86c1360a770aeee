using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Specs.Events;

/// <summary>
/// What a new type of event has without a line about it anywhere else: rules of its members, redaction, actors and
/// family are read off its record.
/// </summary>
public class MadeUpEventSpecs
{
    private static readonly DateOnly Today = new(2025, 1, 1);

    private static readonly MediatorAppointed Fact = new()
    {
        EventId = Guid.Parse("0198f0bb-0000-7000-8000-1c0c9a2b1142"),
        Occurred = Edtf.Parse("2024-12-04"),
        Sources = [new Source { Publisher = "AKIpress" }],
        MandateId = "good-offices",
        Mediator = "UNRCCA",
        AcceptedBy = ["KGZ", "TJK"],
        ProposedBy = "Aisuluu",
        Mandate = "To bring both sides together, says Aisuluu K.",
        Staff = new Quantity { Best = 12 },
    };

    public static TheoryData<MediatorAppointed, string, string?> WhatIsRefused =>
        new()
        {
            { Fact with { MandateId = "Good offices" }, "bad-slug", "/mandateId" },
            { Fact with { Mediator = "the Centre" }, "bad-actor", "/mediator" },
            { Fact with { AcceptedBy = ["KGZ", "Tajikistan"] }, "bad-actor", "/acceptedBy" },
            { Fact with { Mandate = new string('x', 10_001) }, "text-too-long", null },
            { Fact with { Staff = new Quantity { Best = 2.5m } }, "not-whole", "/staff" },
            {
                Fact with
                {
                    Staff = new Quantity { Best = 2, Unit = "km" },
                },
                "unknown-unit",
                "/staff/unit"
            },
        };

    [Fact]
    public void It_is_taken() => Assert.Null(EventRules.Check(Fact, Today));

    [Theory]
    [MemberData(nameof(WhatIsRefused))]
    public void Its_members_are_held_to_what_they_are(MediatorAppointed fact, string type, string? at)
    {
        var refusal = EventRules.Check(fact, Today);

        Assert.Equal((type, at), (refusal?.Type, refusal?.At));
    }

    [Fact]
    public void At_an_erasure_its_codes_stay_and_its_words_go()
    {
        var recorded = new RecordedEvent(Fact.EventId!.Value, 1, 1, default, "a monitor", Fact);

        var left = JsonElement.Parse(Redaction.Of(recorded, target: null));

        Assert.Equal("good-offices", left.GetProperty("mandateId").GetString());
        Assert.Equal("UNRCCA", left.GetProperty("mediator").GetString());
        Assert.Equal(["KGZ", "TJK"], left.GetProperty("acceptedBy").EnumerateArray().Select(each => each.GetString()));
        Assert.Equal(12, left.GetProperty("staff").GetProperty("best").GetInt32());
        Assert.Equal(Redaction.Mark, left.GetProperty("proposedBy").GetString());
        Assert.Equal(Redaction.Mark, left.GetProperty("mandate").GetString());
    }

    [Fact]
    public void Its_members_that_name_actors_are_found_by_what_they_are()
    {
        Type[] types = [typeof(MediatorAppointed)];

        Assert.Equal(["mediator", "acceptedBy"], EventMembers.NamesOf(types, MemberKind.Actor));
        Assert.Equal(["proposedBy"], EventMembers.NamesOf(types, MemberKind.ActorName));
    }

    [Fact]
    public void Its_family_is_on_the_record_and_one_without_a_family_is_words()
    {
        var family = FamilyAttribute.Of(typeof(MediatorAppointed));

        Assert.Equal((EventFamily.Talks, false), (family.Family, family.MovesPhase));
        Assert.Equal(EventFamily.Texts, FamilyAttribute.Of(typeof(ReservationMade)).Family);
        Assert.Equal(EventFamily.Words, FamilyAttribute.Of(typeof(StatementIssued)).Family);
    }
}
