using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>A kind of loss that tolls count. Households are counted apart from people: neither can be read as the other.</summary>
/// <param name="Name">Of the member in the view.</param>
/// <param name="Grows">The dead and injured can only become more. Who fled can come back.</param>
internal sealed record Loss(string Name, Func<TollReported, Quantity?> Read, string Unit, bool Grows)
{
    public static readonly IReadOnlyList<Loss> All =
    [
        new("killed", toll => toll.Killed, Units.People, Grows: true),
        new("injured", toll => toll.Injured, Units.People, Grows: true),
        new("displaced", toll => toll.Displaced, Units.People, Grows: false),
        new("evacuated", toll => toll.Evacuated, Units.People, Grows: false),
        new("displacedHouseholds", toll => toll.Displaced, Units.Households, Grows: false),
        new("evacuatedHouseholds", toll => toll.Evacuated, Units.Households, Grows: false),
    ];

    public const int Killed = 0;
    public const int Injured = 1;
}
