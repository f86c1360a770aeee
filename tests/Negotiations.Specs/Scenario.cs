using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs;

/// <summary>Events in, events out, or a view: the past of one negotiation and what comes of it.</summary>
internal sealed class Scenario
{
    /// <summary>The day on which every request is made.</summary>
    public static readonly DateOnly Today = new(2025, 4, 1);

    public static readonly NegotiationOpened BorderTalks = new NegotiationOpened
    {
        Title = "Delimitation of the Kyrgyz-Tajik border",
        Kind = NegotiationKind.Negotiation,
        Subject = Subject.Boundary,
    }
        .On("2002-12-01")
        .With("KGZ".As(ActorRole.Party), "TJK".As(ActorRole.Party))
        .Named("border talks");

    private Scenario(Negotiation negotiation) => Negotiation = negotiation;

    public Negotiation Negotiation { get; }

    /// <summary>Events recorded one minute apart from noon of 1 January 2025 on.</summary>
    public static Scenario Given(params Event[] events) =>
        new Scenario(Negotiation.Unopened("kg-tj-border")).Recording(new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero), events);

    /// <summary>Further events, recorded one minute apart from noon of a later day on.</summary>
    public Scenario AndOn(string day, params Event[] events) =>
        Recording(new(DateOnly.Parse(day, null), new TimeOnly(12, 0), TimeSpan.Zero), events);

    public Outcome When(params Event[] events) =>
        When(
            new AppendEvents(
                [.. events.Select((@event, index) => @event.Complete($"request {index + 1}"))],
                IsArray: events.Length > 1
            )
        );

    public Outcome When(AppendEvents request) => new(request.Events, AppendEvents.Decide(request, Negotiation, Today));

    public Outcome When(OpenNegotiation request) =>
        new([request.Opened], OpenNegotiation.Decide(request, Negotiation, Today));

    /// <summary>How things stand at the end of a day, by all that is recorded.</summary>
    public Status AsOf(string day) => Under(Clocks.On(DateOnly.Parse(day, null)));

    /// <summary>How things stand today, by all that is recorded.</summary>
    public Status Now() => Under(Clocks.On(Today));

    /// <summary>How things stand today, by what was known at the end of a day.</summary>
    public Status KnownBy(string day, Basis basis = Basis.Recorded) =>
        Under(
            Clocks.On(Today) with
            {
                KnownBy = new DateTimeOffset(DateOnly.Parse(day, null), new TimeOnly(23, 59, 59), TimeSpan.Zero),
                Basis = basis,
            }
        );

    public Status Under(Clocks clocks) => Standing(clocks).Status;

    public FoldResult Standing(Clocks clocks)
    {
        var standing = StatusFold.Of(Negotiation, clocks);
        Assert.NotNull(standing);
        return standing;
    }

    private Scenario Recording(DateTimeOffset from, Event[] events) =>
        new(
            Negotiation.With(
                events.Select(
                    (@event, index) =>
                    {
                        var version = Negotiation.Version + index + 1;
                        var complete = @event.Complete($"event {version}");
                        return new RecordedEvent(
                            complete.EventId!.Value,
                            version,
                            version * 10,
                            from.AddMinutes(index),
                            "monitor-1",
                            complete
                        );
                    }
                )
            )
        );
}

/// <summary>What a decision came to.</summary>
internal sealed class Outcome(IReadOnlyList<Event> asked, Decision decision)
{
    /// <summary>All that was asked is new and is recorded as it was sent.</summary>
    public void ThenRecords() => Assert.Equal(asked, Accepted.New);

    /// <summary>All that was asked is on record already.</summary>
    public void ThenNothingChanges()
    {
        Assert.Empty(Accepted.New);
        Assert.Equal(
            asked.Select(@event => @event.EventId),
            Accepted.Entries.Select(entry => (Guid?)entry.Known!.EventId)
        );
    }

    public void ThenRefused(RefusalKind kind, string type, string? at, params string[] words)
    {
        var refusal = Assert.IsType<Decision.Refused>(decision).Refusal;
        Assert.Equal((kind, type, at), (refusal.Kind, refusal.Type, refusal.At));
        Assert.All(words, word => Assert.Contains(word, refusal.Detail, StringComparison.Ordinal));
    }

    private Decision.Accepted Accepted =>
        decision is Decision.Refused refused
            ? throw new Xunit.Sdk.XunitException($"Refused: {refused.Refusal}")
            : (Decision.Accepted)decision;
}
