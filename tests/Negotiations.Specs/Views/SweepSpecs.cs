using CsCheck;
using Negotiations.Specs.Generated;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>
/// The sweep finds what trying every placing and every reading one by one finds: no state more, and none less.
/// </summary>
public class SweepSpecs
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Mark> AnyMark = Gen.Select(
        Gen.Int[0, 8],
        Gen.Int[0, 4],
        Gen.Int[0, 3],
        (from, length, optional) => new Mark("", from, from + length, optional == 0)
    );

    private static readonly Gen<Mark[]> Some = AnyMark
        .Array[0, 5]
        .Select(marks => marks.Select((mark, index) => mark with { Name = $"{(char)('a' + index)}" }).ToArray());

    [Fact]
    public void Every_order_that_the_dates_allow_is_found_and_no_other() =>
        Gen.Select(Some, Gen.Int[0, 12])
            .Holds(
                (marks, asOf) =>
                {
                    // The order itself is the state: anyone who takes one step before another ends elsewhere.
                    var found = new Sweep<string, Mark>((state, mark) => state + mark.Name).Run("", marks, At(asOf));
                    Assert.Equal(
                        Tried(marks, asOf).Order(StringComparer.Ordinal),
                        found!.Order(StringComparer.Ordinal)
                    );
                },
                iter: 3000
            );

    [Fact]
    public void Steps_that_commute_need_no_place_and_come_to_the_same() =>
        Gen.Select(Some, Gen.Int[0, 12])
            .Holds(
                (marks, asOf) =>
                {
                    var sum = new Sweep<int, Mark>((state, mark) => state | (1 << (mark.Name[0] - 'a')));
                    var free = new Sweep<int, Mark>((state, mark) => state | (1 << (mark.Name[0] - 'a')));
                    Assert.Equal(
                        sum.Run(0, marks, At(asOf))!.Order(),
                        free.Run(0, [.. marks.Select(mark => mark with { IsFree = true })], At(asOf))!.Order()
                    );
                },
                iter: 1000
            );

    [Fact]
    public void More_than_it_can_follow_is_said_and_not_guessed()
    {
        Mark[] Open(int count) => [.. Enumerable.Range(0, count).Select(index => new Mark("x", index, 100, false))];

        Assert.NotNull(new Sweep<int, Mark>((state, _) => state + 1).Run(0, Open(12), At(50)));
        Assert.Null(new Sweep<int, Mark>((state, _) => state + 1).Run(0, Open(13), At(50)));
    }

    [Fact]
    public void A_long_record_of_settled_days_costs_no_more_than_its_length()
    {
        Mark[] days = [.. Enumerable.Range(0, 20_000).Select(day => new Mark("x", day, day, false))];

        Assert.Equal([20_000], new Sweep<int, Mark>((state, _) => state + 1).Run(0, days, At(30_000))!);
    }

    // Instants are whole days here: a later one is never earlier, and of one day either may come first.
    private static HashSet<string> Tried(Mark[] marks, int asOf)
    {
        HashSet<string> found = [];
        Try("", 0, [.. marks], asOf, found);
        return found;
    }

    private static void Try(string order, int now, List<Mark> rest, int asOf, HashSet<string> found)
    {
        if (rest.TrueForAll(mark => mark.IsOptional || mark.Last > asOf))
            found.Add(order);
        foreach (var mark in rest)
        {
            var at = Math.Max(now, mark.First);
            if (at <= mark.Last && at <= asOf)
                Try(order + mark.Name, at, [.. rest.Where(other => other != mark)], asOf, found);
        }
    }

    private static DateTimeOffset Day(int day) => Start.AddDays(day);

    private static Moment At(int day) => new(Day(day), Day(day), false, TimeSpan.Zero);

    private sealed record Mark(string Name, int First, int Last, bool IsOptional) : ISweepStep
    {
        public DateTimeOffset From => Day(First);

        public DateTimeOffset To => Day(Last);

        public bool MayBe(Moment moment) => From <= moment.Possible;

        public bool Was(Moment moment) => To <= moment.Certain;

        public bool IsFree { get; init; }
    }
}
