using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// A kind of loss that tolls count. Households are counted apart from people: neither can be read as the other.
/// </summary>
/// <param name="Name">Of the member in the view.</param>
/// <param name="Unit">In which it is counted.</param>
/// <param name="Grows">The dead and injured can only become more. Who fled can come back.</param>
internal sealed record Loss(string Name, string Unit, bool Grows)
{
    public static readonly IReadOnlyList<Loss> All =
    [
        new("killed", Units.People, Grows: true),
        new("injured", Units.People, Grows: true),
        new("displaced", Units.People, Grows: false),
        new("evacuated", Units.People, Grows: false),
        new("displacedHouseholds", Units.Households, Grows: false),
        new("evacuatedHouseholds", Units.Households, Grows: false),
    ];

    public const int Killed = 0;
    public const int Injured = 1;
}
