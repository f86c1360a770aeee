using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>
/// Records with more ways to read them than the fold follows one by one, and long records with one imprecise day: they
/// are folded in a moment, and the answer says what is open.
/// </summary>
public class WideRecordSpecs
{
    private const int Seconds = 1000;

    [Fact(Timeout = 20 * Seconds)]
    public Task Days_of_thirty_parties_that_may_come_after_one_end_for_all_are_not_followed_one_by_one() =>
        Task.Run(
            () =>
            {
                Event[] days =
                [
                    .. Enumerable
                        .Range(0, 30)
                        .Select(party =>
                            new EnteredIntoForce { InstrumentId = "treaty", ForParty = $"P{party:d2}" }.On(
                                $"2020-03-{party + 1:d2}"
                            )
                        ),
                ];
                var end = new InstrumentEnded
                {
                    InstrumentId = "treaty",
                    Mode = EndMode.Denounced,
                    Effective = Edtf.Parse("2020-02-01"),
                };

                var status = Given([BorderTalks, end.On("2020-01-01"), .. days]).AsOf("2021-01-01");

                Assert.Equal(
                    [
                        "phase",
                        "instruments[treaty].entryIntoForce",
                        "instruments[treaty].ended",
                        "instruments[treaty].ended.on",
                    ],
                    status.Uncertain.Select(each => each.Field)
                );
            },
            TestContext.Current.CancellationToken
        );

    [Fact(Timeout = 20 * Seconds)]
    public Task Two_thousand_clashes_about_a_truce_with_one_dated_to_a_month_are_since_the_first_after_it() =>
        Task.Run(
            () =>
            {
                var first = new DateOnly(2022, 1, 1);
                Event Clash(int at) =>
                    new ClashReported().On($"{first.AddDays(at / 10):yyyy-MM-dd}T{8 + (at % 10):d2}:00+06:00");

                var border = Given([
                    BorderTalks,
                    .. Enumerable.Range(0, 1000).Select(Clash),
                    new CeasefireAgreed().On("2022-04-12"),
                    .. Enumerable.Range(1030, 1000).Select(Clash),
                    new ClashReported().On("2022-06"),
                ]);

                var security = border.AsOf("2022-12-31").Security;

                Assert.Equal((Security.Clashes, "2022-04-14T08:00+06:00"), (security.State, security.Since!.Text));
            },
            TestContext.Current.CancellationToken
        );
}
