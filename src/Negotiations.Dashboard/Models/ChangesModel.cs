using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <param name="Title">Of the negotiation, as last known.</param>
/// <param name="Answer">As the API gives it.</param>
/// <param name="Before">Null: nothing was known of it.</param>
/// <param name="After">Likewise.</param>
public sealed record ChangesModel(string Title, ChangeAnswer Answer, Status? Before, Status? After);
