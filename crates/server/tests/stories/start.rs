use crate::house::{House, bind};
use server::{Limits, Server, Settings, StartError};

fn refusal(listen: &str) -> StartError {
    Server::bind(&Settings {
        listen: listen.parse().unwrap(),
        ..Settings::default()
    })
    .unwrap_err()
}

#[test]
fn a_port_in_use_is_named_with_a_way_out() {
    let house = House::usual();
    let error = refusal(&house.address.to_string()).to_string();
    let (port, other) = (house.address.port(), house.address.port().wrapping_add(1));
    assert!(
        error.starts_with(&format!(
            "port {port} of 127.0.0.1 is in use by another program\nhint: "
        )),
        "{error}"
    );
    assert!(
        error.contains(&format!("--listen 127.0.0.1:{other}")) || port == u16::MAX,
        "{error}"
    );
}

#[test]
fn a_port_is_free_again_when_its_server_has_ended() {
    let mut house = House::usual();
    assert_eq!(house.get("/").status, 200);
    house.stop.gracefully();
    house.ended();
    let settings = Settings {
        listen: house.address,
        threads: 2,
        limits: Limits::for_testing(),
        ..Settings::default()
    };
    assert_eq!(Server::bind(&settings).unwrap().address(), house.address);
}

#[test]
fn an_address_of_another_machine_is_explained() {
    // Set aside for documentation (RFC 5737): no machine has it.
    let error = refusal("192.0.2.1:8080");
    assert!(matches!(error, StartError::NotHere(_)), "{error:?}");
    assert!(error.to_string().contains("127.0.0.1"), "{error}");
}

#[test]
fn what_this_user_may_not_do_is_explained() {
    let text = StartError::NotAllowed("0.0.0.0:80".parse().unwrap()).to_string();
    assert!(
        text.contains("port 80") && text.contains("--listen 0.0.0.0:8080"),
        "{text}"
    );
}

#[test]
fn the_system_chooses_a_port_when_asked_to() {
    assert_ne!(bind(Limits::for_testing()).unwrap().address().port(), 0);
}
