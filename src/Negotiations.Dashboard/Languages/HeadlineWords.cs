using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Dashboard.Languages;

// What matters most of a negotiation, as one sentence with its day and its source.
public sealed partial class Words
{
    private const int MostNamed = 4;
    private const int MostSources = 2;

    // Of a plan the day it aims at is said, and not the day on which it was made.
    private static readonly string[] Plans = ["milestone.planned", "milestone.passed", "scheduled"];

    // English names that have one of these words bear the article in a sentence: the United States, the CSTO.
    private static readonly FrozenSet<string> Articled = FrozenSet.ToFrozenSet(
        (
            "Agency Army Association Authority AU Bahamas Bank CIS Comoros Commission Committee Commonwealth Community "
            + "Conference Council Court CSTO EAEU Emirates Empire EU Forum Front Fund Gambia Government Group IAEA ICC "
            + "ICJ ICRC IMF Islands Kingdom League Maldives Ministry Mission Movement Nations Netherlands OIC "
            + "Organisation Organization OSCE OTS Party Philippines Programme Republic SCO States Taliban UN Union "
            + "United WHO WTO"
        ).Split(' '),
        StringComparer.Ordinal
    );

    // From these on, money is said in millions and milliards.
    private const decimal Million = 1_000_000;
    private const decimal Milliard = 1_000_000_000;

    /// <summary>The sentence.</summary>
    public string Headline(Headline headline)
    {
        var sentence = new StringBuilder();
        HeadlineClause? before = null;
        foreach (var clause in headline.Clauses)
        {
            var shared = before?.Said is not null && before.Said == clause.Said;
            if (before is not null)
                sentence.Append(this[shared ? "headline.join.said" : "headline.join.next"]);

            var text = Clause(clause);
            sentence.Append(clause.Said is { } by && !shared ? SaidBy(by, clause.SaidOn, text) : text);
            before = clause;
        }

        var sources = headline
            .Clauses.Select(each => each.Source)
            .Where(each => each is { Length: > 0 })
            .Distinct()
            .ToList();
        if (sources.Count > 0)
            sentence.Append(
                this[
                    "headline.sources",
                    string.Join(", ", sources.Take(MostSources)) + (sources.Count > MostSources ? ", …" : "")
                ]
            );

        return Capital(sentence.Append('.').ToString());
    }

    private string SaidBy(string by, Edtf? on, string text) =>
        on is null ? this["headline.said.plain", by, text] : this["headline.said.on", by, text, When(on)];

    private string Clause(HeadlineClause clause)
    {
        var key = KeyOf(clause);
        var template = this[key];
        object[] values =
        [
            Names(clause.Who) ?? this["headline.party"],
            Names(clause.To) ?? this["headline.party"],
            Document(clause),
            clause.For is { } day ? Aim(day) : "",
            clause.Number is { } number ? Number(number) : "",
            Amount(clause.Amount) ?? "",
            Person(clause),
            KindOf(clause),
        ];
        var text = string.Format(CultureInfo.InvariantCulture, template, values);
        text += Tail(clause, template);
        if (IsDated(clause))
            text = this["headline.dated", text, When(clause.On!)];
        if (clause.Hedge is not null)
            text = this["headline.hedged", text];

        text += Rest(clause, template);
        return clause.Claim switch
        {
            ClaimStatus.Denied when clause.DeniedBy is { } by => text + this["headline.deniedBy", InSentence(by)],
            ClaimStatus.Denied => text + this["headline.denied"],
            ClaimStatus.Disputed when clause.DeniedBy is { } by => text + this["headline.disputedBy", InSentence(by)],
            ClaimStatus.Disputed => text + this["headline.disputed"],
            _ => text,
        };
    }

    // The day is left out where it only repeats that of the statement: on the same day, or no later than it.
    private static bool IsDated(HeadlineClause clause) =>
        clause.On is { } on
        && !(clause.SaidOn is not null && on.Latest == clause.SaidOn.Latest && (on.IsDay || on.Earliest is null))
        && !Plans.Any(plan => clause.Code.StartsWith(plan, StringComparison.Ordinal));

    // Where, with whom and who called it together.
    private string Tail(HeadlineClause clause, string template)
    {
        var place = clause.Country is { } country ? InSentence(country) : clause.Place;
        var tail = place is null || clause.Code == "scheduled.passed" ? "" : this["headline.tail.place", place];
        if (clause.Who is { Count: > 0 } who && !Has(template, 0) && !Has(template, 6))
            tail += Participants(clause, who);

        if (clause.To is { Count: > 0 } others && !Has(template, 1))
            tail += this[AgainstKey(clause), Names(others)!];

        return clause.By is { Count: > 0 } organisers
            ? tail + this["headline.tail.organised", Names(organisers)!]
            : tail;
    }

    // Territory goes to someone, and sanctions are against someone.
    private string AgainstKey(HeadlineClause clause)
    {
        var key = $"headline.tail.against.{clause.Code.Split('.')[^1]}";
        return language.Texts.ContainsKey(key) ? key : "headline.tail.against";
    }

    private string Participants(HeadlineClause clause, IReadOnlyList<string> who)
    {
        if (clause.Person is { } person)
            return this["headline.tail.aside", $"{person}, {Names(who, isApart: true)}"];

        var isDrawnUp =
            clause.Code is "drafting" or "drafted" || clause.Code.Split('.')[0] is "authenticated" or "measure";
        return this[
            isDrawnUp ? "headline.tail.by"
            : who.Count == 2 && clause.By is null ? "headline.tail.between"
            : "headline.tail.with",
            Names(who)!
        ];
    }

    // How much, from when on, and in which words.
    private string Rest(HeadlineClause clause, string template)
    {
        var rest = "";
        if (clause.Amount is { } amount && !Has(template, 5))
            rest += HowMuch(amount);
        if (clause.For is { } day && !Has(template, 3))
            rest += clause.Code.Split('.')[0] switch
            {
                "signed" or "authenticated" => this["headline.tail.valid", When(day)],
                "milestone" => this["headline.tail.planned", Aim(day)],
                _ => this["headline.tail.effective", When(day)],
            };
        if (clause.What is { Length: > 0 } what && !Has(template, 2) && !Has(template, 7))
            rest += this["headline.tail.what", what.TrimEnd('.')];

        return rest;
    }

    private string HowMuch(QuantityView amount) =>
        amount switch
        {
            { Qualifier: Qualifier.Ordinal, Best: { } place } => this["headline.tail.ordinal", Number(place)],
            { Unit: Units.Kilometres } => this["headline.tail.kilometres", Amount(amount)!],
            { Unit.Length: 3 } => this["headline.tail.worth", Amount(amount)!],
            _ => this["headline.tail.amount", Amount(amount)!],
        };

    // Some texts have a form for a clause without a day, and one for a clause without a name.
    private string KeyOf(HeadlineClause clause)
    {
        var key = $"headline.{clause.Code}";
        if (clause.For is null && language.Texts.ContainsKey($"{key}.open"))
            return $"{key}.open";

        if (clause is { Who: null or [], Person: null } && language.Texts.ContainsKey($"{key}.unnamed"))
            return $"{key}.unnamed";

        return language.Texts.ContainsKey(key) ? key : "headline.event";
    }

    private string Document(HeadlineClause clause) =>
        clause is { Code: "turned.to", What: { } value } ? this["said.value.quoted", ValueOf(clause.Kind!, value)]
        : clause.What is { Length: > 0 } title ? this["said.value.quoted", title]
        : clause.Kind is { } type ? this["headline.document.typed", Known("instrumentType", type)]
        : this["headline.document.unnamed"];

    private string Person(HeadlineClause clause) =>
        (clause.Person, Names(clause.Who, isApart: clause.Person is not null)) switch
        {
            ({ } person, { } who) when clause.Code.StartsWith("stated", StringComparison.Ordinal) || who.Length == 0 =>
                person,
            ({ } person, { } who) => this["headline.of", person, who],
            ({ } person, null) => person,
            (null, { } who) => who,
            _ => this["headline.party"],
        };

    private string KindOf(HeadlineClause clause)
    {
        if (clause.Code.StartsWith("milestone", StringComparison.Ordinal) && clause.What is { Length: > 0 } title)
            return this["said.value.quoted", title];

        switch (clause.Code.Split('.')[0])
        {
            case "scheduled" or "changed":
                return this[$"headline.kind.{clause.Kind ?? "meeting"}"];
            case "turned":
                return this["said.value.quoted", Known("field", FieldOf(clause.Kind!))];
            case "milestone":
                return Lower(Known("milestone", clause.Kind ?? "other"));
            default:
                return clause.Kind is { } type ? Lower(Type(type)) : "";
        }
    }

    // Of meetings[summit].status the meetings.
    private static string FieldOf(string path) => path.Split('.', '[')[0];

    private string ValueOf(string path, string value) =>
        Known(
            FieldOf(path) switch
            {
                "meetings" => "meetingStatus",
                "instruments" => "instrumentStatus",
                var field => field,
            },
            value
        );

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <param name="code">Of the actor that a sentence names.</param>
    private string InSentence(string code)
    {
        var name = Actor(code);
        return
            language == Language.English
            && !name.StartsWith("the ", StringComparison.OrdinalIgnoreCase)
            && name.Split(' ').Any(Articled.Contains)
            ? $"the {name}"
            : name;
    }

    /// <param name="codes">Of those who are named.</param>
    /// <param name="isApart">In brackets, where a name stands as it is.</param>
    private string? Names(IReadOnlyList<string>? codes, bool isApart = false)
    {
        if (codes is not { Count: > 0 })
            return null;

        Func<string, string> naming = isApart ? Actor : InSentence;
        var names = codes.Take(codes.Count > MostNamed ? MostNamed - 1 : MostNamed).Select(naming).ToList();
        return codes.Count > MostNamed
                ? this["headline.more", string.Join(", ", names), Number(codes.Count - names.Count)]
            : names.Count == 1 ? names[0]
            : this["headline.and", string.Join(", ", names[..^1]), names[^1]];
    }

    private string? Amount(QuantityView? amount)
    {
        if (amount is null)
            return null;

        var (unit, size) = (amount.Unit, amount.Best ?? amount.Low ?? amount.High) switch
        {
            ({ Length: 3 }, >= Milliard) => ("milliard", Milliard),
            ({ Length: 3 }, >= Million) => ("million", Million),
            _ => ("", 1m),
        };
        if (size == 1)
            return Quantity(amount);

        var (low, best, high) = (amount.Low / size, amount.Best / size, amount.High / size);
        return amount.Qualifier == Qualifier.MoreThan && low is { } floor
            ? this["headline.moreThan", this[$"headline.{unit}", Number(floor), amount.Unit!]]
            : this[$"headline.{unit}", Range(low, best, high, amount.Open, amount.Approximate)!, amount.Unit!];
    }

    private static bool Has(string template, int place) => template.Contains($"{{{place}}}", StringComparison.Ordinal);
}
