using CsCheck;
using Negotiations.Specs.Generated;
using Negotiations.Values;

namespace Negotiations.Specs.Values;

/// <summary>What holds of every date, whatever its form.</summary>
public class EdtfLawSpecs
{
    [Fact]
    public void A_date_is_printed_as_it_was_written() =>
        AnyEdtf.Text.Sample(text => Assert.Equal(text, Edtf.Parse(text).ToString()), iter: 5000);

    [Fact]
    public void The_earliest_day_is_not_after_the_latest_and_one_of_them_is_set() =>
        AnyValue.Date.Sample(
            date =>
            {
                Assert.False(date.Earliest > date.Latest, date.Text);
                Assert.True(date.Earliest is not null || date.Latest is not null, date.Text);
            },
            iter: 5000
        );

    [Fact]
    public void The_order_is_total() =>
        Gen.Select(AnyValue.Date, AnyValue.Date, AnyValue.Date)
            .Sample(
                (a, b, c) =>
                {
                    Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
                    Assert.Equal(a.Equals(b), a.CompareTo(b) == 0);
                    Assert.False(a <= b && b <= c && c < a, $"{a} {b} {c}");
                    Assert.Single(new[] { a < b, a == b, a > b }, holds => holds);
                },
                iter: 5000
            );

    [Fact]
    public void The_order_agrees_with_the_days() =>
        Gen.Select(AnyValue.Date, AnyValue.Date)
            .Sample(
                (a, b) =>
                {
                    if (a.Earliest < b.Earliest)
                        Assert.True(a < b, $"{a} {b}");
                    if (a.Earliest == b.Earliest && a.Latest < b.Latest)
                        Assert.True(a < b, $"{a} {b}");
                },
                iter: 5000
            );

    [Fact]
    public void What_certainly_was_by_a_day_possibly_was() =>
        Gen.Select(AnyValue.Date, AnyEdtf.Day)
            .Sample((date, day) => Assert.True(!date.IsCertainlyBy(day) || date.IsPossiblyBy(day)), iter: 5000);

    [Fact]
    public void What_was_by_a_day_was_by_the_next() =>
        Gen.Select(AnyValue.Date, AnyEdtf.Day)
            .Sample(
                (date, day) =>
                {
                    Assert.True(!date.IsCertainlyBy(day) || date.IsCertainlyBy(day.AddDays(1)));
                    Assert.True(!date.IsPossiblyBy(day) || date.IsPossiblyBy(day.AddDays(1)));
                },
                iter: 5000
            );

    [Fact]
    public void Widening_a_date_never_makes_it_certain_and_never_impossible() =>
        Gen.Select(AnyEdtf.Day, Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[0, 400], AnyEdtf.Day)
            .Sample(
                (first, length, before, after, day) =>
                {
                    var narrow = Span(first, first.AddDays(length));
                    var wide = Span(first.AddDays(-before), first.AddDays(length + after));
                    Assert.True(!wide.IsCertainlyBy(day) || narrow.IsCertainlyBy(day));
                    Assert.True(!narrow.IsPossiblyBy(day) || wide.IsPossiblyBy(day));
                },
                iter: 5000
            );

    [Fact]
    public void Two_dates_overlap_both_ways_or_neither() =>
        Gen.Select(AnyValue.Date, AnyValue.Date)
            .Sample(
                (a, b) =>
                {
                    Assert.Equal(a.Overlaps(b), b.Overlaps(a));
                    Assert.True(a.Overlaps(a));
                },
                iter: 5000
            );

    [Fact]
    public void No_text_however_odd_does_anything_but_parse_or_not() =>
        Gen.OneOf(AnyValue.Text, Gen.String["0123456789-X.,/[]?~% "])
            .Sample(
                text =>
                {
                    if (Edtf.TryParse(text, out var date))
                        Assert.Equal(text, date!.Text);
                },
                iter: 20_000
            );

    private static Edtf Span(DateOnly first, DateOnly last) =>
        Edtf.Parse($"[{AnyEdtf.Print(first)}..{AnyEdtf.Print(last)}]");
}
