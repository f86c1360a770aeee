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
            sentence.Append(clause.Said is null || shared ? text : SaidBy(clause, text));
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
                    string.Join(", ", sources.Take(MostSources).Select(each => Own(each!)))
                        + (sources.Count > MostSources ? ", …" : "")
                ]
            );

        return Capital(sentence.Append('.').ToString());
    }

    private string SaidBy(HeadlineClause clause, string text) =>
        clause.SaidOn is { } on
            ? this["headline.said.on", Speaker(clause), text, When(on)]
            : this["headline.said.plain", Speaker(clause), text];

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
        return text + Against(clause);
    }

    // Who says that it was not so; where a source speaks for them it is named behind them.
    private string Against(HeadlineClause clause)
    {
        if (clause.Claim is not (ClaimStatus.Denied or ClaimStatus.Disputed))
            return "";

        var key = clause.Claim == ClaimStatus.Denied ? "headline.denied" : "headline.disputed";
        if (clause.Deniers is { Count: > 0 } deniers)
            return this[deniers.Count > 1 ? $"{key}By.several" : $"{key}By", Names(deniers)!]
                + (clause.DeniedBy is { } voices ? this["headline.deniedBy.sources", Own(voices)] : "");

        return clause.DeniedBy is { } by ? this[$"{key}By", Named(by)] : this[key];
    }

    // The day is left out where it only repeats that of the statement: on the same day, or no later than it.
    private static bool IsDated(HeadlineClause clause) =>
        clause.On is { } on
        && !(clause.SaidOn is not null && on.Latest == clause.SaidOn.Latest && (on.IsDay || on.Earliest is null))
        && !Plans.Any(plan => clause.Code.StartsWith(plan, StringComparison.Ordinal));

    // Where, with whom and who called it together.
    private string Tail(HeadlineClause clause, string template)
    {
        var place =
            clause.Country is { } country ? InSentence(country)
            : clause.Place is { } named ? Own(named)
            : null;
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
            return this["headline.tail.aside", $"{Own(person)}, {Names(who, isApart: true)}"];

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

    // Some texts have a form for a clause without a day, one for a clause without a name, and one for several names.
    private string KeyOf(HeadlineClause clause)
    {
        var key = $"headline.{clause.Code}";
        if (clause.For is null && language.Texts.ContainsKey($"{key}.open"))
            return $"{key}.open";

        if (clause is { Who: null or [], Person: null } && language.Texts.ContainsKey($"{key}.unnamed"))
            return $"{key}.unnamed";

        if (clause.Who is { Count: > 1 } && language.Texts.ContainsKey($"{key}.several"))
            return $"{key}.several";

        return language.Texts.ContainsKey(key) ? key : "headline.event";
    }

    private string Document(HeadlineClause clause) =>
        clause is { Code: "turned.to", What: { } value } ? this["said.value.quoted", ValueOf(clause.Kind!, value)]
        : clause.What is { Length: > 0 } title ? this["said.value.quoted", title]
        : clause.Kind is { } type ? this["headline.document.typed", Known("instrumentType", type)]
        : this["headline.document.unnamed"];

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
